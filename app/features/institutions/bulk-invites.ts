import { Email, Name } from '#app/features/people/index.ts'
import { roles, type Role } from './schema.ts'

export type InviteLine =
  | { kind: 'person'; line: number; typed: string; name: string; email: string; role: Role }
  | { kind: 'no-address' | 'no-name' | 'name-long' | 'twice'; line: number; typed: string }

/** The most lines that one list may have; the database holds the same limit. */
export const mostLines = 100

/**
 * The people of a pasted list, one a line: `Name <address>`, or name, address and perhaps a role in any order, set apart
 * by tabs, semicolons or commas. Every line that is not empty is accounted for, in order; lines count from 1.
 */
export function readList(text: string): InviteLine[] {
  const seen = new Set<string>()
  return text.split(/\r?\n/).flatMap((typed, index): InviteLine[] => {
    if (typed.trim() === '') return []
    const line = index + 1
    const found = /[^\s<>;,"'()]+@[^\s<>;,"'()]+/.exec(typed)?.[0]
    const email = found === undefined ? undefined : Email.safeParse(found.replace(/^mailto:/i, '')).data
    if (!found || !email) return [{ kind: 'no-address', line, typed }]
    if (seen.has(email)) return [{ kind: 'twice', line, typed }]
    const parts = typed
      .replace(found, '')
      .split(/[\t;,<>"()]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !/^mailto:$/i.test(part))
    const role = roles.find((each) => parts.some((part) => part.toLowerCase() === each))
    const typedName = parts.filter((part) => part.toLowerCase() !== role).join(' ')
    if (typedName === '') return [{ kind: 'no-name', line, typed }]
    const name = Name.safeParse(typedName).data
    if (name === undefined) return [{ kind: 'name-long', line, typed }]
    seen.add(email)
    return [{ kind: 'person', line, typed, name, email, role: role ?? 'member' }]
  })
}
