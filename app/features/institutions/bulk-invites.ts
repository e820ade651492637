import { Email, Name } from '#app/features/people/index.ts'
import { roles, type Role } from './schema.ts'

export type InviteLine =
  | { kind: 'person'; line: number; typed: string; name: string; email: string; role: Role }
  | { kind: InviteFault; line: number; typed: string }
export type InviteFault = 'no-address' | 'no-name' | 'name-long' | 'twice' | 'unclear' | 'several'

/** The most people that one list may name; the database holds the same limit. */
export const mostLines = 100
/** A longer line names nobody. */
const longestLine = 500

const separators = /[\t;,<>"()[\]\uFF1B\uFF0C\u3001\u060C\u061B]+/
const addresses =
  /(?<![^\s<>;,"():[\]\uFF1B\uFF0C\u3001\u060C\u061B])[^@\s<>;,"():[\]\uFF1B\uFF0C\u3001\u060C\u061B]+@[^\s<>;,"():[\]\uFF1B\uFF0C\u3001\u060C\u061B]+/g
/** Words in front of an address that say only that one follows. */
const label = /^(?:e-?mail|mail|mailto|courriel|to|cc)\s*:$/i
/** Signs of direction and width that a copied text carries along unseen. */
const unseen = /[\u200b\u200e\u200f\ufeff]/g

/**
 * The people of a pasted list, one a line: `Name <address>`, or name, address and perhaps a role in any order, set apart
 * by tabs, semicolons or commas. A line may also hold several of them, as mail programs write them: `A <a@…>; B <b@…>`.
 * Lines count from 1. Everything typed is accounted for: a line of which some word is neither a name, an address nor a
 * role is refused as a whole, as is an address of which only a part could be read.
 */
export function readList(text: string): InviteLine[] {
  const seen = new Set<string>()
  return text.split(/\r\n?|\n/).flatMap((whole, index): InviteLine[] => {
    const line = index + 1
    const typed = whole.replace(unseen, '').trim()
    if (typed === '') return []
    if (typed.length > longestLine) return [{ kind: 'no-address', line, typed }]
    return mailboxes(typed).map((one) => ({ ...readOne(one, seen), line, typed: one }))
  })
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'line' | 'typed'> : never

function readOne(typed: string, seen: Set<string>): WithoutPlace<InviteLine> {
  const found = [...new Set((typed.match(addresses) ?? []).map(unquoted))]
  if (found.length === 0) return { kind: 'no-address' }
  if (found.length > 1) return { kind: 'several' }
  const email = Email.safeParse(found[0]).data
  // An apostrophe at an end may belong to the address or to the list: nobody can tell.
  if (!email || /^'|'@/.test(email)) return { kind: 'no-address' }
  if (seen.has(email)) return { kind: 'twice' }
  const parts = typed
    .replace(addresses, '\t')
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !label.test(part))
  if (parts.some((part) => part.includes('@') || !/\p{L}/u.test(part))) return { kind: 'unclear' }
  const isRole = (part: string) => (roles as readonly string[]).includes(part.toLowerCase())
  const [role, ...otherRoles] = parts.filter(isRole)
  const names = parts.filter((part) => !isRole(part))
  if (names.length === 0) return { kind: 'no-name' }
  // "Sory, Kanté" is one name in two parts; of three, one is something else.
  if (names.length > 2 || otherRoles.length > 0) return { kind: 'unclear' }
  const name = Name.safeParse(names.join(' ')).data
  if (name === undefined) return { kind: names.join(' ').length > 120 ? 'name-long' : 'unclear' }
  seen.add(email)
  return { kind: 'person', name, email, role: (role?.toLowerCase() as Role | undefined) ?? 'member' }
}

/** `'a@b.example'`, as some mail programs write it, without its quotes. */
function unquoted(address: string): string {
  return /^'.*'$/.test(address) ? address.slice(1, -1) : address
}

/** A line cut where one mailbox ends and the next begins, or whole where each piece would not have an address of its own. */
function mailboxes(line: string): string[] {
  if ((line.match(addresses) ?? []).length < 2) return [line]
  for (const cut of [semicolons, afterBrackets]) {
    const pieces = cut(line)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
    if (pieces.length > 1 && pieces.every((piece) => piece.match(addresses))) return pieces
  }
  return [line]
}

/** Cut at semicolons that stand in no quotes. */
function semicolons(line: string): string[] {
  let quoted = false
  const pieces = ['']
  for (const sign of line) {
    if (sign === '"') quoted = !quoted
    if (!quoted && /[;\uFF1B\u061B]/.test(sign)) pieces.push('')
    else pieces[pieces.length - 1] += sign
  }
  return pieces
}

/** Cut at commas and semicolons that follow an address in angle brackets. */
const afterBrackets = (line: string): string[] => line.split(/(?<=>)\s*[,;]/)
