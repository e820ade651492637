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
      // Somebody else has signed in on this device: what is here must not go out in their name.
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

/** A chapter as it was folded last. */
export type FetchedSnapshot = {
  /** A Yjs update in format 2. */
  update: Uint8Array
  /** What it holds, as far as the portal could say so. */
  stateVector: Map<number, number> | null
}

/** However slow a line is, something comes within this time, or it is broken. */
const STALL_MS = 20_000

/**
 * The folded text of a chapter; null when there is none or it cannot be had now: the websocket brings it then. A slow line
 * may take as long as it needs, one that brings nothing any more is given up.
 */
export async function fetchSnapshot(
  { fetch, origin }: Portal,
  chapterId: string,
  stall = STALL_MS,
): Promise<FetchedSnapshot | null> {
  const line = new AbortController()
  let silence = setTimeout(() => line.abort(), stall)
  const parts: Uint8Array<ArrayBuffer>[] = []
  try {
    const response = await fetch(`${origin}/collab/snapshot/${chapterId}`, { signal: line.signal })
    if (response.status !== 200 || !response.body) return null
    const reader = response.body.getReader()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) {
        const update = new Uint8Array(await new Blob(parts).arrayBuffer())
        return { update, stateVector: vectorOf(response.headers) }
      }
      parts.push(value)
      clearTimeout(silence)
      silence = setTimeout(() => line.abort(), stall)
    }
  } catch {
    return null
  } finally {
    clearTimeout(silence)
  }
}

function vectorOf(headers: Headers): Map<number, number> | null {
  const said = headers.get(STATE_VECTOR_HEADER)
  try {
    return said ? decodeStateVector(bytesOf(said)) : null
  } catch {
    return null
  }
}
