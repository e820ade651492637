const ALLOWED = new Set(['http:', 'https:', 'mailto:'])
const LONGEST = 2048
// Browsers drop tabs and line ends inside an address; other control and bidi characters only serve disguise.
const STRIPPED = /[\t\n\r]/g
const FORBIDDEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * The address as it may stand in a document, or null when it may not: absolute, http, https or mailto,
 * at most 2048 characters. Never throws.
 */
export function safeAddress(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const trimmed = value.trim().replace(STRIPPED, '')
  if (trimmed.length === 0 || trimmed.length > LONGEST || FORBIDDEN.test(trimmed)) return null
  if (!/^(https?:\/\/[^/\s]|mailto:[^\s@]+@)/i.test(trimmed)) return null
  if (!URL.canParse(trimmed)) return null
  return ALLOWED.has(new URL(trimmed).protocol) ? trimmed : null
}

/**
 * What a person typed into a link field, completed: `example.org` becomes `https://example.org`,
 * `kwame@example.org` becomes `mailto:kwame@example.org`. Null when it cannot become a safe address.
 */
export function completeAddress(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@/:]+@[^\s@/:][^\s@/:.]*\.[^\s@/:]+$/.test(text)) return safeAddress(`mailto:${text}`)
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/?#]+:\d+([/?#]|$)/.test(text)) return safeAddress(text)
  const [host = ''] = text.split(/[/?#:]/, 1)
  const point = host.lastIndexOf('.')
  if (point < 1 || host.length - point < 3 || /\s/.test(host) || /[\n\r]/.test(text)) return null
  return safeAddress(`https://${text}`)
}
