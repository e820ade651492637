import { safeAddress } from './address.ts'

export interface AddressInText {
  from: number
  to: number
  href: string
}

const LONGEST = 2048
// What may stand before an address without belonging to it: a space, a bracket, a letter of a script without spaces.
const START = /(?<![A-Za-z0-9@._+/-])(?:https?:\/\/|mailto:|www\.)/gi
// Letters of all scripts and what RFC 3986 allows; quotation marks and the full stops of other scripts end an address.
const RUN = /[\p{L}\p{M}\p{N}\-._~:/?#[\]@!$&'()*+,;=%|]+/uy
const MAIL =
  /(?<![\p{L}\p{N}.!#$%&*+/=?^_`{|}~@-])[\p{L}\p{N}][\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{0,63}@[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]{1,250}/gu
const LABEL = /^[\p{L}\p{M}\p{N}-]+$/u

/**
 * The addresses that somebody wrote into a text as addresses: with http, https, mailto or www, or an e-mail address.
 * `found.So` and `annex.zip` are none. What ends the sentence around an address does not belong to it.
 */
export function addressesInText(text: string): AddressInText[] {
  const found: AddressInText[] = []
  let after = 0
  for (const { index } of text.matchAll(START)) {
    if (index < after) continue
    RUN.lastIndex = index
    const run = RUN.exec(text)?.[0] ?? ''
    after = index + run.length
    const written = withoutEnd(run)
    const href = written.length > LONGEST ? null : hrefOf(written)
    if (href) found.push({ from: index, to: index + written.length, href })
  }
  const mails: AddressInText[] = []
  let next = 0
  for (const { 0: run, index } of text.matchAll(MAIL)) {
    const written = withoutEnd(run)
    while ((found[next]?.to ?? text.length) <= index) next++
    const inside = (found[next]?.from ?? text.length) < index + written.length
    const host = written.slice(written.indexOf('@') + 1)
    const href = inside || !isHost(host, 2) ? null : safeAddress(`mailto:${written}`)
    if (href) mails.push({ from: index, to: index + written.length, href })
  }
  return [...found, ...mails].toSorted((one, other) => one.from - other.from)
}

/** The link that a text is by itself, as it comes from an address bar; else null. */
export function asAddress(text: string): string | null {
  const trimmed = text.trim()
  const [address] = addressesInText(trimmed)
  return address?.from === 0 && address.to === trimmed.length ? address.href : null
}

function hrefOf(written: string): string | null {
  if (!/^www\./i.test(written)) return safeAddress(written)
  return isHost(written.split(/[/?#:]/, 1)[0] ?? '', 3) ? safeAddress(`https://${written}`) : null
}

function isHost(host: string, labels: number): boolean {
  const parts = host.split('.')
  return (
    parts.length >= labels &&
    parts.every((label) => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    /^\p{L}.|^xn--/u.test(parts.at(-1) ?? '')
  )
}

/** Without the full stop, comma, quotation mark or bracket of the sentence it stands in. */
function withoutEnd(run: string): string {
  let end = Math.min(run.length, LONGEST + 1)
  for (; end > 0; end--) {
    const last = run[end - 1] ?? ''
    if (/[.,;:!?'*~|([]/.test(last)) continue
    if (last === ')' && isUnpaired(run, end, '(', ')')) continue
    if (last === ']' && isUnpaired(run, end, '[', ']')) continue
    break
  }
  return run.slice(0, end)
}

function isUnpaired(run: string, end: number, open: string, close: string): boolean {
  let depth = 0
  for (let at = 0; at < end; at++) {
    if (run[at] === open) depth++
    else if (run[at] === close) depth--
  }
  return depth < 0
}
