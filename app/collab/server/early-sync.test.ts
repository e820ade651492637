import type { Document } from '@hocuspocus/server'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { documentName } from '../protocol.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { snapshotMaker } from './make-snapshot.ts'
import { createDocumentCache } from './document-cache.ts'
import { createEarlySync } from './early-sync.ts'
import { withoutThreads } from './threads.ts'

const chapter = '0198c0de-0000-7000-8000-000000000001'
const [ada, ben] = ['ada', 'ben']

/** A folded chapter that is being opened by somebody who holds its text, as if it were a large one. */
async function opening(restMs: number) {
  const { store } = memoryStore([chapter])
  const author = new Y.Doc()
  const write = async (words: string) => {
    const before = Y.encodeStateVector(author)
    author.getText('default').insert(author.getText('default').length, words)
    await store.append([{ chapter, person: null, update: Y.encodeStateAsUpdate(author, before) }])
  }
  await write('stored')
  await snapshotMaker(store)(chapter)
  const threads = withoutThreads(store)
  const { snapshot } = await threads.find(chapter)
  const vector = () => snapshot!.stateVector
  const cache = createDocumentCache(threads, { earlySync: createEarlySync({ heavyClocks: 0, restMs }) })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  const greeted: string[] = []
  const join = (personId: string, vectorNow: () => Uint8Array | null = vector) =>
    cache.wait(chapter, { personId, vector: vectorNow, greet: () => void greeted.push(personId) })
  cache.noteGiven(ada, chapter, snapshot!)
  cache.noteGiven(ben, chapter, snapshot!)
  const first = join(ada)
  let open = false
  const opened = cache.load(document as unknown as Document).then(() => (open = true))
  await expect.poll(() => greeted).toEqual([ada])
  await new Promise(setImmediate)
  return { write, document, join, first, greeted, opened, isOpen: () => open }
}
const LONG = 60_000

test('while who opens a large chapter takes its text in, the portal leaves them the processor', async () => {
  const { document, first, opened, isOpen, write } = await opening(LONG)
  expect([isOpen(), document.getText('default').toString()]).toEqual([false, ''])
  // Another process of the portal may be at it.
  await write(', and written meanwhile')
  first.spoke()
  await opened
  expect(document.getText('default').toString()).toBe('stored, and written meanwhile')
})

test('who comes with the same text is answered as well; who lacks something, or has left, is not kept waiting', async () => {
  const { join, greeted, opened, isOpen, write, document } = await opening(LONG)
  const second = join(ben)
  second.spoke()
  await new Promise(setImmediate)
  expect([greeted, isOpen()]).toEqual([[ada, ben], false])
  await write(', and more')
  const third = join(ben, () => Y.encodeStateVector(new Y.Doc()))
  third.spoke()
  await opened
  expect(greeted).toEqual([ada, ben])
  expect(document.getText('default').toString()).toBe('stored, and more')

  const left = await opening(LONG)
  left.first.stop()
  await left.opened
})

test('one who never says a word does not keep a chapter closed', async () => {
  const { opened } = await opening(50)
  await opened
})

test('a chapter with somebody in front of it who does not hold its text is opened at once', async () => {
  const { store } = memoryStore([chapter])
  const author = new Y.Doc()
  author.getText('default').insert(0, 'stored')
  await store.append([{ chapter, person: null, update: Y.encodeStateAsUpdate(author) }])
  await snapshotMaker(store)(chapter)
  const cache = createDocumentCache(withoutThreads(store), {
    earlySync: createEarlySync({ heavyClocks: 0, restMs: LONG }),
  })
  cache.wait(chapter, {
    personId: ada,
    vector: () => Y.encodeStateVector(new Y.Doc()),
    greet: () => expect.unreachable(),
  })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  await cache.load(document as unknown as Document)
  expect(document.getText('default').toString()).toBe('stored')
})

test('a chapter that could not be opened leaves nobody in front of it who is told a word', () => {
  const earlySync = createEarlySync()
  const snapshot = {
    version: 1,
    packed: new Uint8Array([1]),
    stateVector: Y.encodeStateVector(new Y.Doc()),
    etag: '1-one',
    clean: true,
  }
  earlySync.noteGiven(ada, chapter, snapshot)
  const malformed = [1, 2].map((id) => ({ id, update: new Uint8Array([9, 9, 9]) }))
  expect(() => earlySync.open(chapter, snapshot, malformed)).toThrow()
  const greet = vi.fn<(rest: Uint8Array) => void>()
  earlySync.wait(chapter, { personId: ada, vector: () => snapshot.stateVector, greet }).spoke()
  expect(greet).not.toHaveBeenCalled()
})

test('of a text that many were given at the same time one snapshot is kept, and none for longer than a minute', () => {
  vi.useFakeTimers()
  const earlySync = createEarlySync()
  const snapshots = [1, 2].map(() => ({
    version: 1,
    packed: new Uint8Array([1]),
    stateVector: new Uint8Array([0]),
    etag: '1-one',
    clean: true,
  }))
  earlySync.noteGiven(ada, chapter, snapshots[0]!)
  earlySync.noteGiven(ben, chapter, snapshots[1]!)
  expect(earlySync.atHand(chapter)).toBe(snapshots[0])
  expect(earlySync.kept()).toBe(2)
  vi.advanceTimersByTime(60_000)
  expect(earlySync.kept()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
