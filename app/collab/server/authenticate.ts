import { EDITOR_VERSION } from '#app/editor/version.ts'
import { chapterOf, CLOSE, type Access, type Ending } from '../protocol.ts'
import type { Rights } from './rights.ts'
import type { RightsQuery } from './chapter-store.ts'
import type { TicketSigner } from './tickets.ts'

export type Decision =
  | { kind: 'admitted'; personId: string; chapterId: string; name: string; access: Access; readOnly: boolean }
  | { kind: 'refused'; ending: Ending }

/**
 * The one place where it is decided whether a connection may join a document, and whether it may write.
 * Everything below `edit` reads along. A database that is away is not a refusal of rights: the client comes back later.
 */
export async function authenticate(
  { tickets, rights }: { tickets: TicketSigner; rights: Rights },
  token: string,
  document: string,
  onQuery?: (pair: RightsQuery) => void,
): Promise<Decision> {
  const chapterId = chapterOf(document)
  const read = tickets.verify(token)
  if (!chapterId || read.kind !== 'valid' || read.ticket.chapter !== chapterId)
    return refused(CLOSE.ticketRefused)
  if (read.ticket.schema !== EDITOR_VERSION) return refused(CLOSE.editorTooOld)
  const { person: personId, session } = read.ticket
  const pair = { person: personId, chapter: chapterId, session }
  onQuery?.(pair)
  try {
    const { access, name } = await rights.of(pair)
    // Not a lost right, after which their copy would go: whoever signs in again goes on.
    if (!name) return refused(CLOSE.ticketRefused)
    if (!access) return refused(CLOSE.noAccess)
    return { kind: 'admitted', personId, chapterId, name, access, readOnly: access !== 'edit' }
  } catch {
    return refused(CLOSE.loadFailed)
  }
}

function refused(ending: Ending): Decision {
  return { kind: 'refused', ending }
}
