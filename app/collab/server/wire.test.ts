import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { readVarUint, readVarUint8Array } from 'lib0/decoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { rereadEnv } from '#app/platform/env.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { createAlliance } from '../testing/alliance.ts'
import { openDatabase, type TestDatabase } from '../testing/database.ts'
import { unreliable, type NetworkConditions } from '../testing/unreliable-socket.ts'
import type { OpenOptions } from '../client/open-chapter.ts'
import { breakableConnection, memoryCopy } from '../testing/offline-device.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { storedDocument, storedText } from '../testing/stored-document.ts'
import { CALLER, startCollabServer, type CollabServer } from '../testing/collab-server.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { FRAME, openFrame, syncFrame, SYNC } from './frames.ts'
import { CHAPTER_LIMITS, UPDATE_LIMITS } from './limits.ts'
import { openSpool } from './spool.ts'
import { supabaseStore } from './chapter-store.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

let database: TestDatabase
let server: CollabServer
let alliance: Awaited<ReturnType<typeof createAlliance>>

beforeAll(async () => {
  database = await openDatabase()
  Object.assign(process.env, database.settings)
  rereadEnv()
  server = await startCollabServer({
    limits: {
      messageBytes: 300_000,
      messageBurst: 400,
      connectionsPerPerson: 3,
      answerPauseMs: 200,
      update: { ...UPDATE_LIMITS, types: 300 },
      chapter: { ...CHAPTER_LIMITS, types: 500 },
    },
  })
  alliance = await createAlliance()
})
afterAll(async () => {
  await server?.stop()
  await database?.[Symbol.asyncDispose]()
})

const ask = (path: string, personId: string | null, body?: unknown) =>
  fetch(`${server.url}${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(personId && { [CALLER]: personId }), 'Content-Type': 'application/json' },
  })

test('two people write in one chapter, and what is shown as saved stands in the database', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = openWriter(server.url, ada, chapter)
  using second = openWriter(server.url, ben, chapter)
  await Promise.all([first.until(isSaved), second.until(isSaved)])
  first.write('one')
  await first.until(isSaved)
  expect(await storedText(chapter)).toContain('one')
  await second.until((_, text) => text === 'one')
  second.deleteLast()
  await second.until(isSaved)
  expect(await storedText(chapter)).not.toContain('one')
  await first.until((_, text) => text === '')
  expect(second.statuses.map((status) => status.kind)).toContain('saving')
})

test('everyone sees who is there, each person once, named by the server and told apart by colour', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = openWriter(server.url, ada, chapter)
  using again = openWriter(server.url, ada, chapter)
  using second = openWriter(server.url, ben, chapter)
  first.awareness.setLocalStateField('user', { id: ben, name: 'Somebody else', colour: 3, color: 'red' })
  await second.until(({ people }) => people.length === 2)
  const people = second.getSnapshot().people
  expect(people.map(({ id, name }) => ({ id, name }))).toEqual([
    { id: ben, name: 'Ben' },
    { id: ada, name: 'Ada' },
  ])
  expect(new Set(people.map(({ colour }) => colour)).size).toBe(2)
  expect(
    server.collab
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
  using writer = openWriter(server.url, ada, chapter)
  using reader = openWriter(server.url, rita, chapter)
  await reader.until(({ status }) => status.kind === 'read-only')
  reader.write('not mine to say')
  await reader.until(({ status }) => status.kind === 'on-this-device')
  await writer.until(isSaved)
  writer.write('hello')
  await reader.until((_, text) => text.includes('hello'))
  await writer.until(isSaved)
  expect(writer.text).toBe('hello')
  expect(await storedText(chapter)).not.toContain('not mine')
})

test('access revoked straight in the database ends writing within two seconds, and later keystrokes reach nobody', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using leaving = openWriter(server.url, ada, chapter)
  using staying = openWriter(server.url, ben, chapter)
  await Promise.all([leaving.until(isSaved), staying.until(isSaved)])
  leaving.write('before')
  await leaving.until(isSaved)
  await alliance.revoke(ada, chapter)
  const revokedAt = performance.now()
  const typing = setInterval(() => leaving.write('later'), 10)
  await leaving.until(({ status }) => status.kind === 'access-changed')
  expectWithin(
    'from losing a right in the database to the end of writing',
    performance.now() - revokedAt,
    2_000,
  )
  clearInterval(typing)
  const seen = staying.text
  leaving.write('too late')
  staying.write('mine')
  await staying.until(isSaved)
  expect(staying.text).toBe(`${seen}\nmine`)
  expect(await storedText(chapter)).not.toContain('too late')
})

test('a right that shrinks to reading takes effect without leaving the page', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = openWriter(server.url, ada, chapter)
  await writer.until(isSaved)
  await alliance.grant(ada, chapter, 'comment')
  await writer.until(({ status, access }) => status.kind === 'read-only' && access === 'comment')
})

test('words written offline are offered when the right is taken meanwhile, and go out when it comes back', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  const device = memoryCopy()
  const line = breakableConnection()
  using other = openWriter(server.url, ben, chapter)
  await other.until(isSaved)
  other.write('the words of others')
  await other.until(isSaved)
  using leaving = openWriter(server.url, ada, chapter, { ...line, openCopy: device.openCopy })
  await leaving.until((state, text) => isSaved(state) && text.includes('the words of others'))
  leaving.write('sent before')
  await leaving.until(isSaved)
  line.cut()
  leaving.write('written without a connection')
  await leaving.until(({ status }) => status.kind === 'on-this-device')
  await alliance.revoke(ada, chapter)
  line.mend()
  leaving.retry()
  await leaving.until(({ status }) => status.kind === 'access-changed')
  expect(leaving.getSnapshot().status).toEqual({ kind: 'access-changed', changes: 1 })
  expect(leaving.unsentWords()).toEqual(['written without a connection'])
  expect(device.text()).not.toContain('the words of others')
  leaving.close()

  await alliance.grant(ada, chapter, 'read')
  using lowered = openWriter(server.url, ada, chapter, { openCopy: device.openCopy })
  await lowered.until(({ status, access }) => status.kind === 'on-this-device' && access === 'read')
  expect(lowered.unsentWords()).toEqual(['written without a connection'])
  await alliance.grant(ada, chapter, 'edit')
  await lowered.until(isSaved)
  expect(lowered.unsentWords()).toEqual([])
  await other.until((_, text) => text === 'the words of others\nsent before\nwritten without a connection')
})

test('nobody can use up the Yjs client of somebody who writes without a connection', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  const line = breakableConnection()
  using away = openWriter(server.url, ada, chapter, line)
  using other = openWriter(server.url, ben, chapter)
  await Promise.all([away.until(isSaved), other.until(isSaved)])
  away.write('before')
  await away.until(isSaved)
  await other.until((_, text) => text === 'before')
  const seen = away.doc.clientID
  line.cut()
  await other.until(({ people }) => people.length === 1)
  away.write('written offline')
  other.doc.clientID = seen
  for (let i = 0; i < 20; i += 1) other.write('spent')
  await other.until(isSaved)
  line.mend()
  away.retry()
  await away.until(isSaved)
  expect(away.text).toContain('written offline')
  await other.until((_, text) => text.includes('written offline'))
  expect(await storedText(chapter)).toContain('written offline')
})

test('who writes under the Yjs client of somebody who is here is closed, and nothing of it is taken', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using here = openWriter(server.url, ada, chapter)
  using again = openWriter(server.url, ada, chapter)
  using other = openWriter(server.url, ben, chapter)
  await Promise.all([here, again, other].map((page) => page.until(({ people }) => people.length === 2)))
  here.write('one')
  await other.until((_, text) => text === 'one')
  other.doc.clientID = here.doc.clientID
  other.write('not by her')
  await other.until(({ status }) => status.kind === 'on-this-device')
  here.write('two')
  await here.until(isSaved)
  await again.until((_, text) => text === 'one\ntwo')
  expect(await storedText(chapter)).not.toContain('not by her')
})

test('where the device keeps nothing, nothing is called kept', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const line = breakableConnection()
  let fails = () => {}
  const openCopy: OpenOptions['openCopy'] = async (_person, _chapter, doc, onKeeps) => {
    fails = () => onKeeps?.(false)
    return memoryCopy().openCopy(_person, _chapter, doc)
  }
  using keeping = openWriter(server.url, ada, chapter, { ...line, openCopy })
  using nowhere = openWriter(server.url, ada, chapter, { ...line, openCopy: async () => null })
  for (const page of [keeping, nowhere]) await page.until(isSaved)
  line.cut()
  for (const page of [keeping, nowhere]) {
    page.write('only here')
    await page.until(({ status }) => status.kind === 'on-this-device')
  }
  expect(nowhere.getSnapshot()).toMatchObject({ kept: false, atRisk: true })
  expect(keeping.getSnapshot()).toMatchObject({ kept: true, atRisk: false })
  fails()
  expect(keeping.getSnapshot()).toMatchObject({ kept: false, atRisk: true })
  line.mend()
  for (const page of [keeping, nowhere]) {
    page.retry()
    await page.until(isSaved)
    expect(page.getSnapshot().atRisk).toBe(false)
  }
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

test('a page of another site cannot open the websocket', async () => {
  const refused = new WebSocket(`${server.url.replace('http', 'ws')}/collab`, {
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
  using writer = openWriter(server.url, ada, chapter)
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
    [
      'a state vector that is none',
      [auth, syncFrame(name, SYNC.step1, new Uint8Array([9, 9, 9]))],
      CLOSE.malformed.code,
    ],
    ['text outside of every paragraph', [auth, change(name, looseText)], CLOSE.notAllowed.code],
    ['ten thousand roots', [auth, change(name, roots)], CLOSE.notAllowed.code],
    ['too many elements in one update', [auth, change(name, elements(301))], CLOSE.updateTooLarge.code],
    [
      'too many elements in a chapter',
      [auth, change(name, elements(260)), change(name, elements(260))],
      CLOSE.chapterFull.code,
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
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab`)
    socket.on('open', () => {
      for (const message of messages) socket.send(message)
    })
    const closed = await new Promise((resolve) => socket.on('close', resolve))
    expect([what, closed]).toEqual([what, code])
  }
  writer.write('undisturbed')
  await writer.until(isSaved)
  expect(writer.statuses.every(({ kind }) => ['opening', 'saving', 'saved'].includes(kind))).toBe(true)
})

test('a flood of state vectors is answered once at a time, the newest one in the end, and holds nobody up', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const rita = await alliance.person('Rita', chapter, 'read')
  using writer = openWriter(server.url, ada, chapter)
  writer.write('what everybody has')
  await writer.until(isSaved)
  const document = documentName(chapter)
  const { token } = (await (await ask('/collab/ticket', rita, { document, schema: 1 })).json()) as {
    token: string
  }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab`)
  const answers: Uint8Array[] = []
  socket.on('message', (data: Buffer) => {
    const { type, decoder } = openFrame(data)
    if (type === FRAME.sync && readVarUint(decoder) === SYNC.step2) answers.push(readVarUint8Array(decoder))
  })
  await new Promise((resolve) => socket.on('open', resolve))
  const vectorOf = (clients: [number, number][]) => Y.encodeStateVector(new Map(clients) as unknown as Y.Doc)
  const everything = [...Y.decodeStateVector(Y.encodeStateVector(writer.doc))]
  socket.send(await authFrame(document, token))
  socket.send(syncFrame(document, SYNC.step1, vectorOf([])))
  await expect.poll(() => answers.length, { timeout: 20_000 }).toBe(1)
  for (let i = 0; i < 150; i += 1) socket.send(syncFrame(document, SYNC.step1, vectorOf([[i, 1]])))
  socket.send(syncFrame(document, SYNC.step1, vectorOf(everything)))
  const bringsNothing = (answer: Uint8Array) => Y.decodeUpdate(answer).structs.length === 0
  await expect.poll(() => answers.some(bringsNothing), { timeout: 20_000 }).toBe(true)
  writer.write('on')
  await writer.until(isSaved)
  expect(answers.findIndex(bringsNothing)).toBe(answers.length - 1)
  expect(answers.length).toBeLessThan(20)
  socket.terminate()
})

test('a person has only so many connections', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const tabs = Array.from({ length: 3 }, () => openWriter(server.url, ada, chapter))
  await Promise.all(tabs.map((tab) => tab.until(isSaved)))
  using another = openWriter(server.url, ada, chapter)
  await another.until(({ status }) => 'reason' in status && status.reason === 'limit')
  tabs[0]!.close()
  await another.until(isSaved)
  for (const tab of tabs) tab.close()
})

test('a chapter that is taken down is left, and its compendium goes on', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  using writer = openWriter(server.url, ada, chapter)
  await writer.until(isSaved)
  await alliance.removeChapter(chapter)
  writer.write('into the void')
  await writer.until(({ status }) => status.kind === 'access-changed')
})

test('a database that is away at the start keeps chapters closed until the spool is stored, not the portal', async () => {
  const [waiting, refused] = [randomUUID(), randomUUID()]
  const { store, control } = memoryStore([waiting, refused])
  const dataDir = await mkdtemp(join(tmpdir(), 'collab-spool-'))
  const spool = openSpool(join(dataDir, 'spool'))
  const written = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('from the spool')])
  written.getXmlFragment('default').insert(0, [paragraph])
  const update = Y.encodeStateAsUpdate(written)
  await spool.write([
    { chapter: refused, person: null, update },
    { chapter: waiting, person: null, update },
  ])
  control.failing = 'away'
  control.poisoned = refused
  const other = await startCollabServer({ store, dataDir })
  using page = openWriter(other.url, randomUUID(), waiting)
  await page.until(({ status }) => 'reason' in status && status.reason === 'database-away')
  expect(page.getSnapshot().ready).toBe(false)
  control.failing = null
  await page.until(isSaved)
  expect(page.text).toBe('from the spool')
  expect(await other.collab.changesSetAside()).toBe(1)
  page.close()
  await other.stop()
  await rm(dataDir, { recursive: true })
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
          const network: NetworkConditions = {
            unreliable: false,
            sockets: new Set(),
            random: () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32,
          }
          const socket = unreliable(network)
          const writers = people.map((person) => openWriter(server.url, person, chapter, { socket }))
          await Promise.all(writers.map((writer) => writer.until(isSaved)))
          writers[0]!.write('-')
          await Promise.all(
            writers.map((writer) => writer.until((state, text) => isSaved(state) && text === '-')),
          )
          network.unreliable = true
          for (const [who, where, deletes] of edits) {
            const text = wordsIn(writers[who]!.doc)
            if (deletes && text.length > 0) text.delete(where % text.length, 1)
            else text.insert(where % (text.length + 1), String.fromCodePoint(97 + (where % 26)))
            await new Promise((resolve) => setTimeout(resolve, 2))
          }
          network.unreliable = false
          // A connection that reordered messages is no TCP; what it left waiting comes with the next greeting.
          for (const open of network.sockets) open.terminate()
          for (const writer of writers) writer.retry()
          await expect
            .poll(() => new Set(writers.map((writer) => wordsIn(writer.doc).toString())).size, {
              timeout: 20_000,
            })
            .toBe(1)
          await Promise.all(writers.map((writer) => writer.until(isSaved)))
          const text = wordsIn(writers[0]!.doc).toString()
          expect(text.length).toBeGreaterThan(0)
          expect(wordsIn(await storedDocument(chapter)).toString()).toBe(text)
          for (const writer of writers) writer.close()
        },
      ),
      { numRuns: 5, endOnFailure: true },
    )
  },
)

test('what editors could not show stays with whoever made it, who is told so, and nobody else sees it', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using writer = openWriter(server.url, ada, chapter)
  using other = openWriter(server.url, ben, chapter)
  await Promise.all([writer.until(isSaved), other.until(isSaved)])
  writer.write('before')
  await other.until((_, text) => text === 'before')
  looseText(writer.doc)
  writer.write('after')
  await writer.until(({ status }) => 'reason' in status && status.reason === 'not-allowed')
  expect(writer.text).toContain('after')
  other.write('undisturbed')
  await other.until(isSaved)
  expect(other.statuses.every(({ kind }) => ['opening', 'saving', 'saved'].includes(kind))).toBe(true)
  expect(await storedText(chapter)).toBe('<paragraph>before</paragraph><paragraph>undisturbed</paragraph>')
})

test('a chapter in which something stands that no browser can show is opened put right, and stays so', async () => {
  const chapter = await alliance.chapter()
  const ada = await alliance.person('Ada', chapter)
  const doc = new Y.Doc()
  looseText(doc)
  doc.getXmlFragment('default').insert(1, [new Y.XmlHook('hook') as never])
  roots(doc)
  const update = Y.encodeStateAsUpdate(doc)
  await supabaseStore(serviceDb()).append([{ chapter, person: ada, update }])
  using writer = openWriter(server.url, ada, chapter)
  await writer.until(isSaved)
  expect(writer.doc.getXmlFragment('default').toString()).toBe('<paragraph>loose</paragraph>')
  expect([...writer.doc.share.keys()]).toEqual(['default'])
  writer.write('more')
  await writer.until(isSaved)
  await expect.poll(async () => (await ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const state = await supabaseStore(serviceDb()).state(chapter)
  expect([state.clean, state.rows]).toEqual([true, []])
  expect(await storedText(chapter)).toBe('<paragraph>loose</paragraph><paragraph>more</paragraph>')
})

test('the text before a change that would be refused is restored as an edit that everybody in the chapter sees', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using first = openWriter(server.url, ada, chapter)
  await first.until(isSaved)
  expect(await server.collab.restore(chapter, ben)).toEqual({ kind: 'nothing' })
  first.write('the good text')
  await first.until(isSaved)
  const broken = await storedDocument(chapter)
  const known = Y.encodeStateVector(broken)
  broken.getXmlFragment('default').delete(0, 1)
  looseText(broken)
  const update = Y.encodeStateAsUpdate(broken, known)
  await supabaseStore(serviceDb()).append([{ chapter, person: ben, update }])
  expect(await server.collab.restore(chapter, ben)).toEqual({ kind: 'restored' })
  await first.until((state, text) => isSaved(state) && text === 'the good text')
  await expect
    .poll(async () => (await supabaseStore(serviceDb()).state(chapter)).rows.at(-1)?.person ?? ben)
    .toBe(ben)
})

test('a change too large for one turn is taken in parts, and what comes meanwhile after it', async () => {
  const chapter = await alliance.chapter()
  const [ada, ben] = [await alliance.person('Ada', chapter), await alliance.person('Ben', chapter)]
  using writer = openWriter(server.url, ada, chapter)
  using other = openWriter(server.url, ben, chapter)
  await Promise.all([writer.until(isSaved), other.until(isSaved)])
  writer.write('')
  const words = wordsIn(writer.doc)
  // Each letter before the one that was there: no two of them become one piece.
  writer.doc.transact(() => {
    for (let i = 0; i < 12_000; i += 1) words.insert(0, 'x')
  })
  writer.write('after')
  await writer.until(isSaved)
  await other.until((_, text) => text === `${'x'.repeat(12_000)}\nafter`)
  expect(await storedText(chapter)).toContain('<paragraph>after</paragraph>')
})

/** The update of a change to an empty document. */
function change(name: string, make: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  make(doc)
  return syncFrame(name, SYNC.update, Y.encodeStateAsUpdate(doc))
}
const looseText = (doc: Y.Doc) => doc.getXmlFragment('default').insert(0, [new Y.XmlText('loose')])
const elements = (count: number) => (doc: Y.Doc) =>
  doc.getXmlFragment('default').insert(
    0,
    Array.from({ length: count }, () => new Y.XmlElement('paragraph')),
  )
function roots(doc: Y.Doc) {
  for (let i = 0; i < 10_000; i += 1) doc.getText(`root ${i}`)
  doc.getText('root 1').insert(0, 'x')
}

function wordsIn(doc: Y.Doc): Y.XmlText {
  return (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
}

async function authFrame(name: string, token: string): Promise<Uint8Array> {
  const { createEncoder, toUint8Array, writeVarString, writeVarUint } = await import('lib0/encoding')
  const encoder = createEncoder()
  writeVarString(encoder, name)
  writeVarUint(encoder, 2)
  writeVarUint(encoder, 0)
  writeVarString(encoder, token)
  return toUint8Array(encoder)
}
