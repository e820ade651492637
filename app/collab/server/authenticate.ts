import { EDITOR_VERSION } from '#app/editor/version.ts'
import { chapterOf, CLOSE, type Access, type Ending } from '../protocol.ts'
import type { Rights } from './rights.ts'
import type { RightsQuery } from './chapter-store.ts'
import type { TicketSigner } from './tickets.ts'

export type Decision =
  | { kind: 'admitted'; personId: string; chapterId: string; name: string; access: Access; readOnly: boolean }
  | { kind: 'refused'; ending: Ending }

/**
 * Decides whether a connection may open a document, and whether it may write; no other code does. Every access below `edit`
 * only reads. When the database cannot be reached, the refusal tells the client to come back later.
 */
export async function authenticate(
  { tickets, rights }: { tickets: TicketSigner; rights: Rights },
  token: string,
  document: string,
  onQuery?: (query: RightsQuery) => void,
): Promise<Decision> {
  const chapterId = chapterOf(document)
  const read = tickets.verify(token)
  if (!chapterId || read.kind !== 'valid' || read.ticket.chapter !== chapterId)
    return refused(CLOSE.ticketRefused)
  if (read.ticket.schema !== EDITOR_VERSION) return refused(CLOSE.editorTooOld)
  const { person: personId, session } = read.ticket
  const query = { person: personId, chapter: chapterId, session }
  onQuery?.(query)
  try {
    const { access, name } = await rights.of(query)
    // The session has ended. This is not reported as a lost right, because the client then deletes its local copy.
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
