import { readVarUint, readVarUint8Array } from 'lib0/decoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { supabaseStore } from './chapter-store.ts'
import { FRAME, openFrame, syncFrame, SYNC } from './frames.ts'
import { breakableConnection } from '../testing/offline-device.ts'
import { storedDocument, storedText } from '../testing/stored-document.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { openCollabContext, type CollabContext } from '../testing/collab-context.ts'
import { CHAPTER_LIMITS, UPDATE_LIMITS } from './limits.ts'

let context: CollabContext
beforeAll(async () => {
  context = await openCollabContext({
    messageBytes: 300_000,
    messageBurst: 400,
    connectionsPerPerson: 3,
    answerPauseMs: 200,
    update: { ...UPDATE_LIMITS, types: 300 },
    chapter: { ...CHAPTER_LIMITS, types: 500 },
  })
})
afterAll(() => context?.[Symbol.asyncDispose]())

test('nobody can use the client id of somebody who writes offline', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  const line = breakableConnection()
  using away = openWriter(context.server.url, ada, chapter, line)
  using other = openWriter(context.server.url, ben, chapter)
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

test('whoever uses the client id of a connected person is disconnected, and nothing of it is applied', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using here = openWriter(context.server.url, ada, chapter)
  using again = openWriter(context.server.url, ada, chapter)
  using other = openWriter(context.server.url, ben, chapter)
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

test('a page of another site cannot open the websocket', async () => {
  const refused = new WebSocket(`${context.server.url.replace('http', 'ws')}/collab`, {
    origin: 'https://elsewhere.example',
  })
  const status = await new Promise((resolve) => {
    refused.on('unexpected-response', (_req, res) => resolve(res.statusCode))
    refused.on('open', () => resolve('open'))
  })
  expect(status).toBe(403)
})

test('whoever breaks a rule is disconnected with a reason, and nobody else notices', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  using writer = openWriter(context.server.url, ada, chapter)
  await writer.until(isSaved)
  const name = documentName(chapter)
  const garbage = new Uint8Array([255, 255, 255, 255, 255, 255])
  const token = async () =>
    (
      (await (await context.ask('/collab/ticket', ada, { document: name, schema: 1 })).json()) as {
        token: string
      }
    ).token
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
    const socket = new WebSocket(`${context.server.url.replace('http', 'ws')}/collab`)
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

test('of a flood of state vectors only a few are answered, the latest one among them, and others are not delayed', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const rita = await context.alliance.person('Rita', chapter, 'read')
  using writer = openWriter(context.server.url, ada, chapter)
  writer.write('what everybody has')
  await writer.until(isSaved)
  const document = documentName(chapter)
  const { token } = (await (await context.ask('/collab/ticket', rita, { document, schema: 1 })).json()) as {
    token: string
  }
  const socket = new WebSocket(`${context.server.url.replace('http', 'ws')}/collab`)
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

test('the number of connections of one person is limited', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const tabs = Array.from({ length: 3 }, () => openWriter(context.server.url, ada, chapter))
  await Promise.all(tabs.map((tab) => tab.until(isSaved)))
  using another = openWriter(context.server.url, ada, chapter)
  await another.until(({ status }) => 'reason' in status && status.reason === 'limit')
  tabs[0]!.close()
  await another.until(isSaved)
  for (const tab of tabs) tab.close()
})

test('what editors could not show stays with its author, who is told so, and nobody else sees it', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using writer = openWriter(context.server.url, ada, chapter)
  using other = openWriter(context.server.url, ben, chapter)
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

test('a stored chapter with content that no browser can show is repaired when it opens', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const doc = new Y.Doc()
  looseText(doc)
  doc.getXmlFragment('default').insert(1, [new Y.XmlHook('hook') as never])
  roots(doc)
  const update = Y.encodeStateAsUpdate(doc)
  await supabaseStore(serviceDb()).append([{ chapter, person: ada, update }])
  using writer = openWriter(context.server.url, ada, chapter)
  await writer.until(isSaved)
  expect(writer.doc.getXmlFragment('default').toString()).toBe('<paragraph>loose</paragraph>')
  expect([...writer.doc.share.keys()]).toEqual(['default'])
  writer.write('more')
  await writer.until(isSaved)
  await expect.poll(async () => (await context.ask(`/collab/snapshot/${chapter}`, ada)).status).toBe(200)
  const state = await supabaseStore(serviceDb()).state(chapter)
  expect([state.clean, state.rows]).toEqual([true, []])
  expect(await storedText(chapter)).toBe('<paragraph>loose</paragraph><paragraph>more</paragraph>')
})

test('the text before a change that would be refused is restored by an edit that everybody in the chapter sees', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using first = openWriter(context.server.url, ada, chapter)
  await first.until(isSaved)
  expect(await context.server.collab.restore(chapter, ben)).toEqual({ kind: 'nothing' })
  first.write('the good text')
  await first.until(isSaved)
  const broken = await storedDocument(chapter)
  const known = Y.encodeStateVector(broken)
  broken.getXmlFragment('default').delete(0, 1)
  looseText(broken)
  const update = Y.encodeStateAsUpdate(broken, known)
  await supabaseStore(serviceDb()).append([{ chapter, person: ben, update }])
  expect(await context.server.collab.restore(chapter, ben)).toEqual({ kind: 'restored' })
  await first.until((state, text) => isSaved(state) && text === 'the good text')
  await expect
    .poll(async () => (await supabaseStore(serviceDb()).state(chapter)).rows.at(-1)?.person ?? ben)
    .toBe(ben)
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

async function authFrame(name: string, token: string): Promise<Uint8Array> {
  const { createEncoder, toUint8Array, writeVarString, writeVarUint } = await import('lib0/encoding')
  const encoder = createEncoder()
  writeVarString(encoder, name)
  writeVarUint(encoder, 2)
  writeVarUint(encoder, 0)
  writeVarString(encoder, token)
  return toUint8Array(encoder)
}
