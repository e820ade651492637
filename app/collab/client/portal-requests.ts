import { decodeStateVector } from 'yjs'
import { bytesOf, documentName, STATE_VECTOR_HEADER, type TicketReply } from '../protocol.ts'

export type TicketOutcome =
  | { kind: 'admitted'; reply: TicketReply }
  | { kind: 'signed-out' | 'no-access' | 'editor-too-old' | 'database-away' | 'server-away' | 'offline' }

/** How to reach the portal. */
export type Portal = { fetch: typeof globalThis.fetch; origin: string }

const CALL_MS = 15_000

/** Asks the portal for a ticket to a chapter. Never rejects. */
export async function fetchTicket(
  { fetch, origin }: Portal,
  chapterId: string,
  personId: string,
  schema: number,
): Promise<TicketOutcome> {
  try {
    const response = await fetch(`${origin}/collab/ticket`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ document: documentName(chapterId), schema }),
      signal: AbortSignal.timeout(CALL_MS),
    })
    if (response.ok) {
      const reply = (await response.json()) as TicketReply
      // Somebody else has signed in on this device. Changes of this person must not be sent in their name.
      return reply.person === personId ? { kind: 'admitted', reply } : { kind: 'signed-out' }
    }
    if (response.status === 401) return { kind: 'signed-out' }
    if (response.status === 403 || response.status === 404) return { kind: 'no-access' }
    if (response.status === 409) return { kind: 'editor-too-old' }
    return { kind: response.status === 503 ? 'database-away' : 'server-away' }
  } catch {
    return {
      kind: typeof navigator !== 'undefined' && navigator.onLine === false ? 'offline' : 'server-away',
    }
  }
}

/** The latest snapshot of a chapter. */
export type FetchedSnapshot = {
  /** A Yjs update in format 2. */
  update: Uint8Array
  /** The state vector, if the portal sent one. */
  stateVector: Map<number, number> | null
}

/** A download that receives nothing for this long is given up. */
const STALL_MS = 20_000

/**
 * Fetches the snapshot of a chapter. Null when there is none or the request fails: the websocket then sends the document. A
 * slow download may take as long as it needs.
 */
export async function fetchSnapshot(
  { fetch, origin }: Portal,
  chapterId: string,
  stall = STALL_MS,
): Promise<FetchedSnapshot | null> {
  const download = new AbortController()
  let stalled = setTimeout(() => download.abort(), stall)
  const parts: Uint8Array<ArrayBuffer>[] = []
  try {
    const response = await fetch(`${origin}/collab/snapshot/${chapterId}`, { signal: download.signal })
    if (response.status !== 200 || !response.body) return null
    const reader = response.body.getReader()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) {
        const update = new Uint8Array(await new Blob(parts).arrayBuffer())
        return { update, stateVector: vectorOf(response.headers) }
      }
      parts.push(value)
      clearTimeout(stalled)
      stalled = setTimeout(() => download.abort(), stall)
    }
  } catch {
    return null
  } finally {
    clearTimeout(stalled)
  }
}

function vectorOf(headers: Headers): Map<number, number> | null {
  const header = headers.get(STATE_VECTOR_HEADER)
  try {
    return header ? decodeStateVector(bytesOf(header)) : null
  } catch {
    return null
  }
}
