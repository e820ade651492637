import * as Y from 'yjs'
import { isPresence } from '../protocol.ts'
import { UPDATE_LIMITS } from './limits.ts'
import type { Participant } from './participant.ts'
import { readUpdate } from './update-reader.ts'

/**
 * Whether an update adds something under the id of a Yjs client that somebody else has open just now, in this process or
 * another one. Yjs takes the first that comes under an id and a clock: what the owner writes there would be dropped
 * without a word. Two tabs of one person may say the same thing.
 */
export function usesForeignClientId({ connection, personId }: Participant, update: Uint8Array): boolean {
  if (!connection || connection.readOnly || update[0] === 0) return false
  const { awareness, store } = connection.document
  for (const [client, to] of clientsOf(update)) {
    const { user } = (awareness.getStates().get(client) ?? {}) as { user?: unknown }
    if (isPresence(user) && user.id !== personId && to > Y.getState(store, client)) return true
  }
  return false
}

/** How far an update brings each client. What is no update is found out where it is taken. */
function clientsOf(update: Uint8Array): Map<number, number> {
  try {
    const { clients } = readUpdate(update, UPDATE_LIMITS)
    return new Map([...clients].map(([client, structs]) => [client, structs.at(-1)?.end ?? 0]))
  } catch {
    return new Map()
  }
}
