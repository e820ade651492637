/** A headless editor: the real provider, a real websocket, a Yjs document; the same for both sides. */
import { ChapterProvider } from '#app/collab/client/provider.ts'
import type { FetchedSnapshot } from '#app/collab/client/portal-requests.ts'
import { keepIdFieldsFast } from '#app/collab/yjs-id-fields.ts'
import { STATE_VECTOR_HEADER } from '#app/collab/protocol.ts'
import { totalClock } from '#app/collab/state-vectors.ts'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { now } from './clock.ts'
import type { OpenReport, OpenRequest, Visitor } from './protocol.ts'

// Like all else that a client runs: loaded before the clock is started. Node would load this with the first request only.
await fetch('data:,')

type PortalTarget = Extract<OpenRequest['target'], { side: 'portal' }>

export type Editor = {
  request: OpenRequest
  doc: Y.Doc
  provider: ChapterProvider
  opened: OpenReport
  /** When each edit was made, by the clock it brought the document to. */
  sent: Numbers
  received: Numbers
  markers: string[]
  /** How far the server said this editor's own insertions are stored. */
  storedClock: number
  storedAt: Numbers
  /** Why the server closed, if it did. */
  endings: string[]
  leave(): void
}

/** Opens a chapter and resolves when it is synced; `opened.ms` counts from the call. */
export async function openEditor(request: OpenRequest): Promise<Editor> {
  const started = now()
  const { target, chapter, visitor } = request
  const doc = new Y.Doc()
  let token: Promise<string> | null = null
  let text: Promise<FetchedSnapshot | null> | null = null
  if (target.side === 'portal') {
    // As the page does: the socket is opened while the snapshot is fetched, and the first message waits for it.
    keepIdFieldsFast()
    token = askTicket(target, chapter, visitor)
    if (!request.plain) text = fetchSnapshot(target, chapter, visitor)
    await token
  }

  let editor: Editor
  const endings: string[] = []
  await new Promise<void>((resolve, reject) => {
    const provider = new ChapterProvider({
      url: target.socket,
      name: `chapter:${chapter}`,
      document: doc,
      WebSocketPolyfill: WebSocket,
      // The first connection takes the ticket at hand, a later one a new one.
      token: async () => {
        const first = token
        token = null
        const snapshot = await text
        text = null
        if (snapshot) void provider.applySnapshot(snapshot)
        return first ?? (target.side === 'portal' ? askTicket(target, chapter, visitor) : 'none')
      },
      onSynced: ({ state }) => state && resolve(),
      onAuthenticationFailed: ({ reason }) => {
        endings.push(reason)
        reject(new Error(`${chapter}: refused: ${reason}`))
      },
      onClose: ({ event }) => {
        endings.push(`${event.code} ${event.reason}`)
        reject(new Error(`${chapter}: closed: ${event.code} ${event.reason}`))
      },
      onStateless: ({ payload }) => noteStored(editor, payload),
    } as ConstructorParameters<typeof ChapterProvider>[0])
    editor = {
      request,
      doc,
      provider,
      opened: { ms: 0, clocks: 0 },
      sent: numbers(3),
      received: numbers(4),
      markers: [],
      storedClock: 0,
      storedAt: numbers(2),
      endings,
      leave() {
        provider.destroy()
        doc.destroy()
      },
    }
  }).catch((error: unknown) => {
    editor.leave()
    throw error
  })
  const opened = now()
  editor!.opened = { ms: opened - started, clocks: clockSum(doc) }
  return editor!
}

/** How many characters and elements a document has ever held: equal when everything arrived. */
export function clockSum(doc: Y.Doc): number {
  return totalClock(Y.decodeStateVector(Y.encodeStateVector(doc)))
}

/** Writes down when whose edits arrive. */
export function watchArrivals({ doc, received }: Editor) {
  doc.on('afterTransaction', (transaction) => {
    if (transaction.local) return
    const at = now()
    for (const [client, clock] of transaction.afterState) {
      const before = transaction.beforeState.get(client) ?? 0
      if (clock > before) received.add(client, before, clock, at)
    }
  })
}

function noteStored(editor: Editor, payload: string) {
  const at = now()
  const message = JSON.parse(payload) as { type?: string; stateVector?: string }
  if (message.type !== 'stored' || !message.stateVector) return
  const clock = Y.decodeStateVector(Buffer.from(message.stateVector, 'base64')).get(editor.doc.clientID) ?? 0
  if (clock <= editor.storedClock) return
  editor.storedClock = clock
  editor.storedAt.add(clock, at)
}

export async function askTicket(
  { http, schema }: PortalTarget,
  chapter: string,
  { cookie }: Visitor,
): Promise<string> {
  const reply = await fetch(`${http}/collab/ticket`, {
    method: 'POST',
    headers: { cookie, origin: http, 'content-type': 'application/json' },
    body: JSON.stringify({ document: `chapter:${chapter}`, schema }),
  })
  if (!reply.ok) throw new Error(`ticket: ${reply.status} ${await reply.text()}`)
  return ((await reply.json()) as { token: string }).token
}

/** The snapshot; null when there is none yet. */
export async function fetchSnapshot(
  { http }: PortalTarget,
  chapter: string,
  { cookie }: Visitor,
): Promise<FetchedSnapshot | null> {
  const reply = await fetch(`${http}/collab/snapshot/${chapter}`, {
    headers: { cookie, 'accept-encoding': 'gzip, deflate, br' },
  })
  if (reply.status === 204 || reply.status === 404) return null
  if (!reply.ok) throw new Error(`snapshot: ${reply.status} ${await reply.text()}`)
  const vector = reply.headers.get(STATE_VECTOR_HEADER)
  return {
    update: new Uint8Array(await reply.arrayBuffer()),
    stateVector: vector ? Y.decodeStateVector(Buffer.from(vector, 'base64')) : null,
  }
}

/** A growing list of numbers in rows of `width`. */
export type Numbers = ReturnType<typeof numbers>
export function numbers(width: number) {
  let list = new Float64Array(width * 256)
  let length = 0
  return {
    add(...row: number[]) {
      if (length + width > list.length) {
        const wider = new Float64Array(list.length * 2)
        wider.set(list)
        list = wider
      }
      list.set(row, length)
      length += width
    },
    all: () => list.slice(0, length),
  }
}
