import * as decoding from 'lib0/decoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { rereadEnv } from '#app/platform/env.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { createAlliance } from '../testing/alliance.ts'
import { openDatabase, type TestDatabase } from '../testing/database.ts'
import { PageSocket } from '../testing/page-socket.ts'
import { storedText } from '../testing/stored-document.ts'
import { CALLER, startCollabServer, type CollabServer } from '../testing/collab-server.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { FRAME, openFrame, SYNC } from './frames.ts'

let database: TestDatabase
let server: CollabServer
let alliance: Awaited<ReturnType<typeof createAlliance>>

beforeAll(async () => {
  database = await openDatabase()
  Object.assign(process.env, database.settings)
  rereadEnv()
  server = await startCollabServer({
    limits: { messageBytes: 300_000, messageBurst: 400, connectionsPerPerson: 3 },
  })
  alliance = await createAlliance()
})
afterAll(async () => {
  await server?.stop()
  await database?.[Symbol.asyncDispose]()
})

const ask = (path: string, personId: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { [CALLER]: personId, ...headers } })

test('the snapshot is served compressed, and not again while it is the same', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = openWriter(server.url, ada, chapter)
  await writer.until(isSaved)
  writer.write('in the snapshot')
  await writer.until(isSaved)
  await snapshotMade(chapter, ada)
  const first = await ask(`/collab/snapshot/${chapter}`, ada)
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, new Uint8Array(await first.arrayBuffer()))
  expect(doc.getXmlFragment('default').toString()).toContain('in the snapshot')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const etag = first.headers.get('etag')!
  const again = await ask(`/collab/snapshot/${chapter}`, ada, { 'If-None-Match': etag })
  expect(again.status).toBe(304)
  const { data } = await serviceDb()
    .from('chapter_texts')
    .select('plain_text,words')
    .eq('chapter_id', chapter)
    .single()
  expect(data).toEqual({ plain_text: 'in the snapshot', words: 3 })
})

/** A writer in a chapter with a long text, after a snapshot of it was made. */
async function writeSnapshotText(chapter: string, person: string) {
  const writer = openWriter(server.url, person, chapter)
  await writer.until(isSaved)
  writer.write('text in a snapshot. '.repeat(4_000))
  await writer.until(isSaved)
  await snapshotMade(chapter, person)
  return writer
}
const snapshotMade = (chapter: string, person: string) =>
  expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, person)).status).toBe(200)

test('the websocket opens while the snapshot is fetched, and a person may write as soon as the snapshot is here', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeSnapshotText(chapter, ada)

  const sockets: WebSocket[] = []
  let sent = 0
  class SlowPageSocket extends PageSocket {
    constructor(address: string | URL) {
      super(address)
      sockets.push(this)
    }
    override send(...args: unknown[]) {
      sent += (args[0] as Uint8Array).length
      super.send(args[0] as Uint8Array)
    }
  }
  const { promise: textMayCome, resolve: letTextCome } = Promise.withResolvers<void>()
  let texts = 0
  const line: typeof fetch = async (input, init) => {
    if (String(input).includes('/snapshot/') && ++texts) await textMayCome
    return fetch(input, init)
  }
  using second = openWriter(server.url, ben, chapter, { socket: SlowPageSocket, line })
  await expect.poll(() => sockets[0]?.readyState).toBe(WebSocket.OPEN)
  // During a slow download the portal closes a socket without a ticket.
  sockets[0]!.terminate()
  await expect.poll(() => sockets[1]?.readyState).toBe(WebSocket.OPEN)
  expect([sent, texts, second.text]).toEqual([0, 1, ''])
  expect(new Set(second.statuses.map((status) => JSON.stringify(status)))).toEqual(
    new Set(['{"kind":"opening"}']),
  )

  letTextCome()
  await second.until(({ ready }) => ready)
  expect(second.text).toContain('text in a snapshot.')
  second.write('begun before the websocket had its turn')
  await second.until(isSaved)
  await first.until((_, text) => text.includes('begun before'))
  expect(await storedText(chapter)).toContain('begun before')
  expect(sent).toBeLessThan(2_000)
})

/**
 * A writer whose websocket opens before the snapshot has arrived. `alter` changes the snapshot on the way. `firstSteps` collects
 * the state vector of each step 1, and how many clients the document really contained at that moment.
 */
async function openBeforeText(chapter: string, person: string, alter = (text: Uint8Array) => text) {
  const firstSteps: { said: Uint8Array; held: number }[] = []
  let open = 0
  let texts = 0
  const { promise: textMayCome, resolve: letTextCome } = Promise.withResolvers<void>()
  class HeardSocket extends PageSocket {
    constructor(address: string | URL) {
      super(address)
      this.on('open', () => (open += 1))
    }
    override send(...args: unknown[]) {
      const { type, decoder } = openFrame(args[0] as Uint8Array)
      if (type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step1)
        firstSteps.push({ said: decoding.readVarUint8Array(decoder), held: writer.doc.store.clients.size })
      super.send(args[0] as Uint8Array)
    }
  }
  const line: typeof fetch = async (input, init) => {
    const reply = await fetch(input, init)
    if (!String(input).includes('/snapshot/')) return reply
    texts += 1
    await textMayCome
    return new Response(alter(await reply.bytes()) as BodyInit, { headers: reply.headers })
  }
  const writer = openWriter(server.url, person, chapter, { socket: HeardSocket, line })
  await expect.poll(() => open).toBe(1)
  letTextCome()
  return { writer, firstSteps, texts: () => texts }
}

test('when the snapshot is damaged on the way, the websocket sends the document', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeSnapshotText(chapter, ada)
  const spoil = () => Uint8Array.of(0, 255, 255, 255, 7)
  const { writer, firstSteps, texts } = await openBeforeText(chapter, ben, spoil)
  using second = writer
  await second.until(({ ready }) => ready)
  expect(second.text === first.text).toBe(true)
  expect(firstSteps.map(({ said }) => said.length > 1)).toEqual([true, false])
  expect(texts()).toBe(1)
})

test('when the snapshot lacks part of its state vector, the websocket completes it', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeSnapshotText(chapter, ada)
  const { writer, firstSteps } = await openBeforeText(chapter, ben, () =>
    Y.encodeStateAsUpdateV2(new Y.Doc()),
  )
  using second = writer
  await second.until(({ ready }) => ready)
  expect(second.text === first.text).toBe(true)
  expect(firstSteps.map(({ said }) => said.length > 1)).toEqual([true, false])
})

test('what was written before the websocket opened is not called saved until it is sent and stored', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  const first = await writeSnapshotText(chapter, ada)
  first.close()
  await expect.poll(() => server.collab.stats().chapters).toBe(0)

  const { promise: ticketMayCome, resolve: letTicketCome } = Promise.withResolvers<void>()
  const line: typeof fetch = async (input, init) => {
    if (String(input).includes('/ticket')) await ticketMayCome
    return fetch(input, init)
  }
  // Holds the client's step 2 back for as long as the test wants.
  const answers: (() => void)[] = []
  class HeldSocket extends PageSocket {
    override send(...args: unknown[]) {
      const data = args[0] as Uint8Array
      const { type, decoder } = openFrame(data)
      const answer =
        type === FRAME.syncReply || (type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step2)
      if (answer) answers.push(() => super.send(data))
      else super.send(data)
    }
  }
  using second = openWriter(server.url, ben, chapter, { line, socket: HeldSocket })
  await second.until(({ ready }) => ready)
  second.write('written before')
  letTicketCome()
  await expect.poll(() => answers.length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(second.getSnapshot().status.kind).toBe('saving')
  for (const answer of answers) answer()
  await second.until(isSaved)
  expect(await storedText(chapter)).toContain('written before')
})

test('the state vector of a snapshot is sent before it is applied, and the portal sends what was written since', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeSnapshotText(chapter, ada)
  const { headers } = await ask(`/collab/snapshot/${chapter}`, ada)
  first.write('written since')
  await first.until(isSaved)
  const { writer, firstSteps } = await openBeforeText(chapter, ben)
  using second = writer
  await second.until((_, text) => text.endsWith('written since'))
  expect(firstSteps).toEqual([
    { said: new Uint8Array(Buffer.from(headers.get('chapter-state-vector')!, 'base64')), held: 0 },
  ])
})

const wordsIn = (doc: Y.Doc) => (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText

test('a change made while a snapshot is applied is sent and stored like any other', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeSnapshotText(chapter, ada)
  using second = openWriter(server.url, ben, chapter)
  second.doc.getXmlFragment('default').observe((_event, { local }) => {
    if (!local) wordsIn(second.doc).insert(0, 'put right: ')
  })
  await second.until(({ ready }) => ready)
  expect(second.getSnapshot().status.kind).toBe('saving')
  await second.until(isSaved)
  expect(await storedText(chapter)).toContain('put right: text in a snapshot.')
  await first.until((_, text) => text.startsWith('put right'))
})
