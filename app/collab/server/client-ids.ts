import { getState } from 'yjs'
import { isPresence } from '../protocol.ts'
import type { Participant } from './participant.ts'
import type { ReadUpdate } from './update-structs.ts'

/**
 * Whether an update adds something under a Yjs client id that another person uses at the moment, in this process or in
 * another one. Yjs keeps the first struct that arrives for a client id and a clock, so the owner's own text for that clock
 * would be dropped silently. Two tabs of one person may send the same structs.
 */
export function usesForeignClientId(
  { connection, personId }: Pick<Participant, 'connection' | 'personId'>,
  { clients }: ReadUpdate,
): boolean {
  if (!connection) return false
  const { awareness, store } = connection.document
  for (const [client, structs] of clients) {
    const { user } = (awareness.getStates().get(client) ?? {}) as { user?: unknown }
    const end = structs.at(-1)?.end ?? 0
    if (isPresence(user) && user.id !== personId && end > getState(store, client)) return true
  }
  return false
}
