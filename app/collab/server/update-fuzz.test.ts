import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { documentJson } from '#app/editor/render/index.ts'
import { editorSchema } from '#app/editor/schema.ts'
import { documentName } from '../protocol.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { seeded } from '../testing/seeded-random.ts'
import { randomUpdates } from '../testing/random-updates.ts'
import { CALLER, startCollabServer } from '../testing/collab-server.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { findMisplaced } from './document-repair.ts'
import { syncFrame, SYNC } from './frames.ts'
import { LIMITS } from './limits.ts'
import { checkAndApply, readSentUpdate } from './apply-update.ts'

const root = (doc: Y.Doc) => doc.getXmlFragment('default')
function paragraph(words: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}

function readAndApply(doc: Y.Doc, update: Uint8Array) {
  const reading = readSentUpdate(update, LIMITS.update)
  return reading.kind === 'refused' ? reading : checkAndApply(doc, update, reading.read, null, LIMITS)
}

/** Whether an editor opens a document and finds nothing in it to take out. */
function expectOpens(doc: Y.Doc) {
  expect(findMisplaced(doc)).toEqual([])
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = root(copy).toString()
  yXmlFragmentToProseMirrorRootNode(root(copy), editorSchema()).content.forEach((node) => node.check())
  expect(root(copy).toString()).toBe(before)
  expect(documentJson(copy).type).toBe('doc')
  expect([...copy.share.keys()]).toEqual(['default'])
}

test('after any update, a document that accepted it opens, and one that refused it is unchanged', () => {
  const outcomes: Record<string, number> = {}
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = seeded(seed)
    const updates = randomUpdates(random)
    const doc = new Y.Doc()
    doc.clientID = 3
    root(doc).insert(0, [paragraph('The first words'), new Y.XmlElement('blockquote'), paragraph('the last')])
    for (let i = 0; i < 150; i += 1) {
      const update =
        random() < 0.8
          ? updates.built(doc)
          : updates.spoiled(Y.encodeStateAsUpdate(doc, random() < 0.5 ? undefined : Uint8Array.of(1, 3, 2)))
      const before = Y.encodeStateAsUpdate(doc)
      const { kind, ...rest } = readAndApply(doc, update)
      const outcome = 'ending' in rest ? rest.ending.reason : kind
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      const waited = 'why' in rest && rest.why.startsWith('pending structs')
      if (kind === 'refused' && !waited)
        expect([seed, i, Y.encodeStateAsUpdate(doc)]).toEqual([seed, i, before])
      expect([seed, i, findMisplaced(doc).length]).toEqual([seed, i, 0])
      expect([...doc.share.keys()]).toEqual(['default'])
    }
    expectOpens(doc)
  }
  // All of these came up, or this test would show little.
  expect(outcomes.applied).toBeGreaterThan(150)
  expect(outcomes['not-allowed']).toBeGreaterThan(150)
  expect(outcomes.malformed).toBeGreaterThan(50)
})

test('whatever an editor of one chapter sends, the process goes on, another chapter is not affected, and both open', async () => {
  const [attacked, quiet] = [
    '0198c0de-0000-7000-8000-000000000001',
    '0198c0de-0000-7000-8000-000000000002',
  ] as const
  const [mallory, ada] = [
    '0198c0de-0000-7000-8000-00000000000a',
    '0198c0de-0000-7000-8000-00000000000b',
  ] as const
  const { store, control } = memoryStore([attacked, quiet])
  const server = await startCollabServer({ store, secret: 'a secret of at least thirty-two bytes' })
  const name = documentName(attacked)
  const reply = await fetch(`${server.url}/collab/ticket`, {
    method: 'POST',
    headers: { [CALLER]: mallory, 'Content-Type': 'application/json' },
    body: JSON.stringify({ document: name, schema: 1 }),
  })
  const { token } = (await reply.json()) as { token: string }
  const auth = encoding.createEncoder()
  encoding.writeVarString(auth, name)
  for (const number of [2, 0]) encoding.writeVarUint(auth, number)
  encoding.writeVarString(auth, token)
  const authFrame = encoding.toUint8Array(auth)

  using writer = openWriter(server.url, ada, quiet)
  using witness = openWriter(server.url, ada, attacked)
  await Promise.all([writer.until(isSaved), witness.until(isSaved)])
  witness.write('stands here')
  await witness.until(isSaved)
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(1_000 + seed)
    const updates = randomUpdates(random)
    const frames = Array.from({ length: 8 }, () => {
      const kind = random() < 0.8 ? SYNC.update : SYNC.step2
      const frame = syncFrame(name, kind, updates.built(witness.doc))
      return random() < 0.5 ? frame : updates.spoiled(random() < 0.2 ? authFrame : frame)
    })
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab`)
    await new Promise<void>((resolve) => {
      // The first message says that the chapter is open; a pong, that all before it was dealt with.
      socket.once('message', () => {
        for (const frame of frames) socket.send(frame)
        socket.ping()
      })
      socket.on('pong', () => socket.terminate())
      socket.on('close', () => resolve())
      socket.on('error', () => {})
      socket.on('open', () => socket.send(random() < 0.1 ? updates.spoiled(authFrame) : authFrame))
      // A spoiled greeting may be answered with nothing.
      setTimeout(() => socket.terminate(), 2_000).unref()
    })
    writer.write(`line ${seed}`)
  }
  await writer.until(isSaved)
  expect(writer.statuses.every(({ kind }) => ['opening', 'saving', 'saved'].includes(kind))).toBe(true)
  await witness.until(isSaved)
  await server.stop()
  for (const chapter of [attacked, quiet]) {
    const { state, rows } = control.chapters.get(chapter)!
    const doc = new Y.Doc()
    if (state) Y.applyUpdateV2(doc, await (await import('./packed-snapshots.ts')).unpack(state))
    for (const row of rows) Y.applyUpdate(doc, row.update)
    expectOpens(doc)
    if (chapter === quiet) expect(root(doc).length).toBe(60)
  }
})
