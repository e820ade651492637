/** What a callout may hold beside its text; apart from the node, so that reading needs no editor. */
export const CALLOUT_KINDS = ['key-message', 'recommendation'] as const
export type CalloutKind = (typeof CALLOUT_KINDS)[number]

const LONGEST_ADDRESSEE = 120

/** A stored or pasted kind, if it is one we know; a key message otherwise. */
export function asCalloutKind(value: unknown): CalloutKind {
  return value === 'recommendation' ? 'recommendation' : 'key-message'
}

/** One line of plain text, at most 120 characters. */
export function asAddressee(value: unknown): string {
  return typeof value === 'string'
    ? value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, LONGEST_ADDRESSEE)
    : ''
}
