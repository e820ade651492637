/**
 * An ORCID iD as it is kept, `0000-0002-1825-0097`, from what people type: with or without https://orcid.org/ and hyphens.
 * Null when the last character does not fit the others (ISO 7064 mod 11-2, as orcid.org lays down). The database holds the
 * same rule (`app.is_orcid`).
 */
export function bareOrcid(typed: string): string | null {
  const bare = typed.trim().replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, '')
  const match = /^(\d{15})([\dX])$/i.exec(bare.replace(/\/$/, '').replace(/[\s\u2010-\u2015-]/g, ''))
  if (!match) return null
  let sum = 0
  for (const digit of match[1]!) sum = (sum + Number(digit)) * 2
  const check = (12 - (sum % 11)) % 11
  const last = match[2]!.toUpperCase()
  if ((check === 10 ? 'X' : String(check)) !== last) return null
  return (match[1]! + last).match(/.{4}/g)!.join('-')
}
