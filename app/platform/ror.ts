const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A ROR id as it is kept: nine characters, beginning with 0, from the bare id or its address. Null when the two check
 * digits do not fit the rest (ISO 7064 mod 97-10 over Crockford's base 32, as ror.org lays down).
 */
export function bareRor(typed: string): string | null {
  const match = /^(?:https?:\/\/)?(?:ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6})(\d{2})$/i.exec(typed.trim())
  if (!match) return null
  const body = match[1]!.toLowerCase()
  let number = 0
  for (const letter of body) number = number * 32 + crockford.indexOf(letter)
  const check = 98 - ((number * 100) % 97)
  return check === Number(match[2]) ? body + match[2] : null
}
