import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { rereadEnv } from '#app/platform/env.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { foundAlliance } from '../testing/alliance.ts'
import { openDatabase, type TestDatabase } from '../testing/database.ts'
import { PageSocket } from '../testing/page-socket.ts'
import { unsteady, type Weather } from '../testing/unsteady-socket.ts'
import { CALLER, openWire, type Wire } from '../testing/wire.ts'
import { isSaved, sitDown } from '../testing/writer.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { unpack } from './copies.ts'
import { FRAME, openFrame, syncFrame, SYNC } from './frames.ts'
import { supabaseStore } from './store.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

let database: TestDatabase
let wire: Wire
let alliance: Awaited<ReturnType<typeof foundAlliance>>

beforeAll(async () => {
  database = await openDatabase()
  Object.assign(process.env, database.settings)
  rereadEnv()
  wire = await openWire({ limits: { messageBytes: 300_000, messageBurst: 400, connectionsPerPerson: 3 } })
  alliance = await foundAlliance()
})
afterAll(async () => {
  await wire?.stop()
  await database?.[Symbol.asyncDispose]()
})

/** The text as it would be if the portal started now. */
async function replayed(chapterId: string): Promise<Y.Doc> {
  const state = await supabaseStore(serviceDb()).state(chapterId)
  const doc = new Y.Doc()
  if (state.snapshot) Y.applyUpdateV2(doc, await unpack(state.snapshot))
  for (const row of state.rows) Y.applyUpdate(doc, row.update)
  return doc
}
const stands = async (chapterId: string) => (await replayed(chapterId)).getXmlFragment('default').toString()
const ask = (path: string, personId: string | null, body?: unknown) =>
  fetch(`${wire.url}${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(personId && { [CALLER]: personId }), 'Content-Type': 'application/json' },
  })

test('two people write in one chapter, and what is shown as saved stands in the database', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = sitDown(wire.url, ada, chapter)
  using second = sitDown(wire.url, ben, chapter)
  await Promise.all([first.until(isSaved), second.until(isSaved)])
  first.write('one')
  await first.until(isSaved)
  expect(await stands(chapter)).toContain('one')
  await second.until((_, text) => text === 'one')
  second.strike()
  await second.until(isSaved)
  expect(await stands(chapter)).not.toContain('one')
  await first.until((_, text) => text === '')
  expect(second.said.map((status) => status.kind)).toContain('saving')
})

test('everyone sees who is there, each person once, named by the server and told apart by colour', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = sitDown(wire.url, ada, chapter)
  using again = sitDown(wire.url, ada, chapter)
  using second = sitDown(wire.url, ben, chapter)
  first.awareness.setLocalStateField('user', { id: ben, name: 'Somebody else', colour: 3, color: 'red' })
  await second.until(({ people }) => people.length === 2)
  const people = second.getSnapshot().people
  expect(people.map(({ id, name }) => ({ id, name }))).toEqual([
    { id: ben, name: 'Ben' },
    { id: ada, name: 'Ada' },
  ])
  expect(new Set(people.map(({ colour }) => colour)).size).toBe(2)
  expect(
    wire.collab
      .whoIsIn([chapter])
      .get(chapter)!
      .map((one) => one.name)
      .sort(),
  ).toEqual(['Ada', 'Ben'])
  await again.until(({ people }) => people.length === 2)
  first.close()
  again.close()
  await second.until(({ people }) => people.length === 1)
})

test('a reader may follow a chapter, but what she types reaches nobody', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const rita = await alliance.person('Rita', chapter, 'read')
  using writer = sitDown(wire.url, ada, chapter)
  using reader = sitDown(wire.url, rita, chapter)
  await reader.until(({ status }) => status.kind === 'read-only')
  reader.write('not mine to say')
  await reader.until(({ status }) => status.kind === 'on-this-device')
  await writer.until(isSaved)
  writer.write('hello')
  await reader.until((_, text) => text.includes('hello'))
  await writer.until(isSaved)
  expect(writer.text).toBe('hello')
  expect(await stands(chapter)).not.toContain('not mine')
})

test('access revoked straight in the database ends writing within two seconds, and later keystrokes reach nobody', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using leaving = sitDown(wire.url, ada, chapter)
  using staying = sitDown(wire.url, ben, chapter)
  await Promise.all([leaving.until(isSaved), staying.until(isSaved)])
  leaving.write('before')
  await leaving.until(isSaved)
  await alliance.revoke(ada, chapter)
  const revokedAt = performance.now()
  const typing = setInterval(() => leaving.write('later'), 10)
  await leaving.until(({ status }) => status.kind === 'access-changed')
  expectWithin(performance.now() - revokedAt, 2_000)
  clearInterval(typing)
  const seen = staying.text
  leaving.write('too late')
  staying.write('mine')
  await staying.until(isSaved)
  expect(staying.text).toBe(`${seen}\nmine`)
  expect(await stands(chapter)).not.toContain('too late')
})

test('a right that shrinks to reading takes effect without leaving the page', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = sitDown(wire.url, ada, chapter)
  await writer.until(isSaved)
  await alliance.grant(ada, chapter, 'comment')
  await writer.until(({ status, access }) => status.kind === 'read-only' && access === 'comment')
})

test('tickets are for those with access, a session and the current editor', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const nora = await alliance.person('Nora', chapter, 'none')
  const document = documentName(chapter)
  expect((await ask('/collab/ticket', null, { document, schema: 1 })).status).toBe(401)
  expect((await ask('/collab/ticket', nora, { document, schema: 1 })).status).toBe(403)
  expect((await ask('/collab/ticket', ada, { document, schema: 0 })).status).toBe(409)
  expect((await ask('/collab/ticket', ada, { document: 'chapter:x', schema: 1 })).status).toBe(400)
  expect((await ask('/collab/ticket', ada, 'nonsense')).status).toBe(400)
  const granted = await ask('/collab/ticket', ada, { document, schema: 1 })
  expect(await granted.json()).toMatchObject({ access: 'edit', person: ada })
  expect((await ask(`/collab/snapshot/${chapter}`, nora)).status).toBe(403)
  expect((await ask('/collab/snapshot/not-a-uuid', ada)).status).toBe(400)
})

test('a chapter nobody may see and one that does not exist look the same', async () => {
  const chapter = await alliance.chapter()
  const nora = await alliance.person('Nora', chapter, 'none')
  const absent = '0198c0de-0000-7000-8000-00000000dead'
  const replies = await Promise.all(
    [chapter, absent].map(async (id) => {
      const reply = await ask('/collab/ticket', nora, { document: documentName(id), schema: 1 })
      return [reply.status, await reply.text()]
    }),
  )
  expect(replies[0]).toEqual(replies[1])
})

test('the folded text is fetched compressed, and not again while it is the same', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = sitDown(wire.url, ada, chapter)
  await writer.until(isSaved)
  writer.write('folded')
  await writer.until(isSaved)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const first = await ask(`/collab/snapshot/${chapter}`, ada)
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, new Uint8Array(await first.arrayBuffer()))
  expect(doc.getXmlFragment('default').toString()).toContain('folded')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const etag = first.headers.get('etag')!
  const again = await fetch(`${wire.url}/collab/snapshot/${chapter}`, {
    headers: { [CALLER]: ada, 'If-None-Match': etag },
  })
  expect(again.status).toBe(304)
  const { data } = await serviceDb()
    .from('chapter_texts')
    .select('plain_text,words')
    .eq('chapter_id', chapter)
    .single()
  expect(data).toEqual({ plain_text: 'folded', words: 1 })
})

/** A writer in a chapter whose text is worth folding. */
async function writeLongText(chapter: string, person: string) {
  const writer = sitDown(wire.url, person, chapter)
  await writer.until(isSaved)
  writer.write('a folded text. '.repeat(4_000))
  await writer.until(isSaved)
  return writer
}

test('the websocket is opened while the text is on its way, and who has the text may begin', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)

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
  using second = sitDown(wire.url, ben, chapter, { socket: SlowPageSocket, line })
  await expect.poll(() => sockets[0]?.readyState).toBe(WebSocket.OPEN)
  // On a slow line the portal lets go of a connection on which nothing was said.
  sockets[0]!.terminate()
  await expect.poll(() => sockets[1]?.readyState).toBe(WebSocket.OPEN)
  expect([sent, texts, second.text]).toEqual([0, 1, ''])
  expect(new Set(second.said.map((status) => JSON.stringify(status)))).toEqual(
    new Set(['{"kind":"opening"}']),
  )

  letTextCome()
  await second.until(({ ready }) => ready)
  expect(second.text).toContain('a folded text.')
  second.write('begun before the websocket had its turn')
  await second.until(isSaved)
  await first.until((_, text) => text.includes('begun before'))
  expect(await stands(chapter)).toContain('begun before')
  expect(sent).toBeLessThan(2_000)
})

/**
 * Somebody on whose line the websocket stands before the folded text is through. `alter` is what the line makes of the
 * text; `greetings` collects what the page said it has, and how many people's writing it really held at that moment.
 */
async function openBeforeText(chapter: string, person: string, alter = (text: Uint8Array) => text) {
  const greetings: { said: Uint8Array; held: number }[] = []
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
        greetings.push({ said: decoding.readVarUint8Array(decoder), held: writer.doc.store.clients.size })
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
  const writer = sitDown(wire.url, person, chapter, { socket: HeardSocket, line })
  await expect.poll(() => open).toBe(1)
  letTextCome()
  return { writer, greetings, texts: () => texts }
}

test('a folded text that was spoiled on the way is brought by the websocket, whatever the portal was told', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const spoil = () => Uint8Array.of(0, 255, 255, 255, 7)
  const { writer, greetings, texts } = await openBeforeText(chapter, ben, spoil)
  using second = writer
  await second.until(({ ready }) => ready)
  expect(second.text === first.text).toBe(true)
  expect(greetings.map(({ said }) => said.length > 1)).toEqual([true, false])
  expect(texts()).toBe(1)
})

test('a folded text that is not all it was said to hold is completed by the websocket', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const { writer, greetings } = await openBeforeText(chapter, ben, () => Y.encodeStateAsUpdateV2(new Y.Doc()))
  using second = writer
  await second.until(({ ready }) => ready)
  expect(second.text === first.text).toBe(true)
  expect(greetings.map(({ said }) => said.length > 1)).toEqual([true, false])
})

test('what was written before the websocket had its turn is not called saved until it has been sent', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  const first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  first.close()
  await expect.poll(() => wire.collab.stats().chapters).toBe(0)

  const { promise: ticketMayCome, resolve: letTicketCome } = Promise.withResolvers<void>()
  const line: typeof fetch = async (input, init) => {
    if (String(input).includes('/ticket')) await ticketMayCome
    return fetch(input, init)
  }
  // Answers to the portal's question what they have wait as long as the test wants.
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
  using second = sitDown(wire.url, ben, chapter, { line, socket: HeldSocket })
  await second.until(({ ready }) => ready)
  second.write('written before')
  letTicketCome()
  await expect.poll(() => answers.length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(second.getSnapshot().status.kind).toBe('saving')
  for (const answer of answers) answer()
  await second.until(isSaved)
  expect(await stands(chapter)).toContain('written before')
})

test('the portal is told of a folded text before the page takes it in, and brings what was written since', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const { headers } = await ask(`/collab/snapshot/${chapter}`, ada)
  first.write('written since')
  await first.until(isSaved)
  const { writer, greetings } = await openBeforeText(chapter, ben)
  using second = writer
  await second.until((_, text) => text.endsWith('written since'))
  expect(greetings).toEqual([
    { said: new Uint8Array(Buffer.from(headers.get('chapter-state-vector')!, 'base64')), held: 0 },
  ])
})

test('what is changed as a folded text appears is sent and stored like any other change', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = await writeLongText(chapter, ada)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  using second = sitDown(wire.url, ben, chapter)
  second.doc.getXmlFragment('default').observe((_event, { local }) => {
    if (!local) second.doc.getText('beside').insert(0, 'put right')
  })
  await second.until(({ ready }) => ready)
  expect(second.getSnapshot().status.kind).toBe('saving')
  await second.until(isSaved)
  expect((await replayed(chapter)).getText('beside').toString()).toBe('put right')
  await first.until(() => first.doc.getText('beside').length > 0)
})

test('a page of another site cannot open the websocket', async () => {
  const refused = new WebSocket(`${wire.url.replace('http', 'ws')}/collab`, {
    origin: 'https://elsewhere.example',
  })
  const status = await new Promise((resolve) => {
    refused.on('unexpected-response', (_req, res) => resolve(res.statusCode))
    refused.on('open', () => resolve('open'))
  })
  expect(status).toBe(403)
})

test('whoever breaks a rule is closed with a reason, and nobody else is disturbed', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = sitDown(wire.url, ada, chapter)
  await writer.until(isSaved)
  const name = documentName(chapter)
  const garbage = new Uint8Array([255, 255, 255, 255, 255, 255])
  const token = async () =>
    ((await (await ask('/collab/ticket', ada, { document: name, schema: 1 })).json()) as { token: string })
      .token
  const auth = await authFrame(name, await token())
  const cases: [string, (Uint8Array | string)[], number][] = [
    ['garbage', [garbage], CLOSE.malformed.code],
    ['text', ['hello'], CLOSE.malformed.code],
    [
      'an update that is none',
      [auth, syncFrame(name, SYNC.update, new Uint8Array([9, 9, 9]))],
      CLOSE.malformed.code,
    ],
    ['a forged ticket', [await authFrame(name, 'forged')], CLOSE.ticketRefused.code],
    ['another document', [await authFrame('secret', await token())], CLOSE.ticketRefused.code],
    [
      'too big a message',
      [auth, syncFrame(name, SYNC.update, new Uint8Array(400_000))],
      CLOSE.messageTooBig.code,
    ],
    ['too many messages', Array.from({ length: 2_000 }, () => auth), CLOSE.tooManyMessages.code],
  ]
  for (const [what, messages, code] of cases) {
    const socket = new WebSocket(`${wire.url.replace('http', 'ws')}/collab`)
    socket.on('open', () => {
      for (const message of messages) socket.send(message)
    })
    const closed = await new Promise((resolve) => socket.on('close', resolve))
    expect([what, closed]).toEqual([what, code])
  }
  writer.write('undisturbed')
  await writer.until(isSaved)
  expect(writer.said.every(({ kind }) => ['opening', 'saving', 'saved'].includes(kind))).toBe(true)
})

test('a person has only so many connections', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const tabs = Array.from({ length: 3 }, () => sitDown(wire.url, ada, chapter))
  await Promise.all(tabs.map((tab) => tab.until(isSaved)))
  using another = sitDown(wire.url, ada, chapter)
  await another.until(({ status }) => 'reason' in status && status.reason === 'limit')
  tabs[0]!.close()
  await another.until(isSaved)
  for (const tab of tabs) tab.close()
})

test('a chapter that is taken down is left, and its compendium goes on', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = sitDown(wire.url, ada, chapter)
  await writer.until(isSaved)
  await alliance.removeChapter(chapter)
  writer.write('into the void')
  await writer.until(({ status }) => status.kind === 'access-changed')
})

test(
  'through a connection that breaks, delays, repeats and reorders, all end with the same text, and so does the journal',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.tuple(fc.nat(4), fc.nat(), fc.boolean()), {
          minLength: 150,
          maxLength: 250,
          size: 'max',
        }),
        async (seed, edits) => {
          const chapter = await alliance.chapter()
          const people = await Promise.all(
            [0, 1, 2, 3, 4].map((i) => alliance.person(`Editor ${i}`, chapter)),
          )
          let state = seed
          const weather: Weather = {
            wild: false,
            sockets: new Set(),
            random: () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32,
          }
          const socket = unsteady(weather)
          const writers = people.map((person) => sitDown(wire.url, person, chapter, { socket }))
          await Promise.all(writers.map((writer) => writer.until(isSaved)))
          weather.wild = true
          for (const [who, where, deletes] of edits) {
            const text = writers[who]!.doc.getText('t')
            if (deletes && text.length > 0) text.delete(where % text.length, 1)
            else text.insert(where % (text.length + 1), String.fromCodePoint(97 + (where % 26)))
            await new Promise((resolve) => setTimeout(resolve, 2))
          }
          weather.wild = false
          // A connection that reordered messages is no TCP; what it left waiting comes with the next greeting.
          for (const open of weather.sockets) open.terminate()
          for (const writer of writers) writer.retry()
          await expect
            .poll(() => new Set(writers.map((writer) => writer.doc.getText('t').toString())).size, {
              timeout: 20_000,
            })
            .toBe(1)
          await Promise.all(writers.map((writer) => writer.until(isSaved)))
          const text = writers[0]!.doc.getText('t').toString()
          expect(text.length).toBeGreaterThan(0)
          expect((await replayed(chapter)).getText('t').toString()).toBe(text)
          for (const writer of writers) writer.close()
        },
      ),
      { numRuns: 5, endOnFailure: true },
    )
  },
)

async function authFrame(name: string, token: string): Promise<Uint8Array> {
  const { createEncoder, toUint8Array, writeVarString, writeVarUint } = await import('lib0/encoding')
  const encoder = createEncoder()
  writeVarString(encoder, name)
  writeVarUint(encoder, 2)
  writeVarUint(encoder, 0)
  writeVarString(encoder, token)
  return toUint8Array(encoder)
}
