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

/** A chapter that is being loaded, with a client that has fetched its snapshot. Every text counts as large. */
async function opening(postponeMs: number) {
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
  const cache = createDocumentCache(threads, { earlySync: createEarlySync({ heavyClocks: 0, postponeMs }) })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  const synced: string[] = []
  const join = (personId: string, vectorNow: () => Uint8Array | null = vector) =>
    cache.wait(chapter, { personId, vector: vectorNow, sendRest: () => void synced.push(personId) })
  cache.noteFetched(ada, chapter, snapshot!)
  cache.noteFetched(ben, chapter, snapshot!)
  const first = join(ada)
  let open = false
  const opened = cache.load(document as unknown as Document).then(() => (open = true))
  await expect.poll(() => synced).toEqual([ada])
  await new Promise(setImmediate)
  return { write, document, join, first, synced, opened, isOpen: () => open }
}
const LONG = 60_000

test('loading a large chapter is postponed while every waiting client is in sync', async () => {
  const { document, first, opened, isOpen, write } = await opening(LONG)
  expect([isOpen(), document.getText('default').toString()]).toEqual([false, ''])
  // As another process of the portal might.
  await write(', and written meanwhile')
  first.received()
  await opened
  expect(document.getText('default').toString()).toBe('stored, and written meanwhile')
})

test('another client with the same snapshot is synced as well; a client that lacks something, or leaves, ends the pause', async () => {
  const { join, synced, opened, isOpen, write, document } = await opening(LONG)
  const second = join(ben)
  second.received()
  await new Promise(setImmediate)
  expect([synced, isOpen()]).toEqual([[ada, ben], false])
  await write(', and more')
  const third = join(ben, () => Y.encodeStateVector(new Y.Doc()))
  third.received()
  await opened
  expect(synced).toEqual([ada, ben])
  expect(document.getText('default').toString()).toBe('stored, and more')

  const left = await opening(LONG)
  left.first.stop()
  await left.opened
})

test('a client that sends nothing does not postpone loading for longer than the limit', async () => {
  const { opened } = await opening(50)
  await opened
})

test('a chapter is loaded at once for a client that does not have its snapshot', async () => {
  const { store } = memoryStore([chapter])
  const author = new Y.Doc()
  author.getText('default').insert(0, 'stored')
  await store.append([{ chapter, person: null, update: Y.encodeStateAsUpdate(author) }])
  await snapshotMaker(store)(chapter)
  const cache = createDocumentCache(withoutThreads(store), {
    earlySync: createEarlySync({ heavyClocks: 0, postponeMs: LONG }),
  })
  cache.wait(chapter, {
    personId: ada,
    vector: () => Y.encodeStateVector(new Y.Doc()),
    sendRest: () => expect.unreachable(),
  })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  await cache.load(document as unknown as Document)
  expect(document.getText('default').toString()).toBe('stored')
})

test('when reading the rows fails, waiting clients are sent nothing', () => {
  const earlySync = createEarlySync()
  const snapshot = {
    version: 1,
    packed: new Uint8Array([1]),
    stateVector: Y.encodeStateVector(new Y.Doc()),
    etag: '1-one',
    clean: true,
  }
  earlySync.noteFetched(ada, chapter, snapshot)
  const malformed = [1, 2].map((id) => ({ id, update: new Uint8Array([9, 9, 9]) }))
  expect(() => earlySync.start(chapter, snapshot, malformed)).toThrow()
  const sendRest = vi.fn<(rest: Uint8Array) => void>()
  earlySync.wait(chapter, { personId: ada, vector: () => snapshot.stateVector, sendRest }).received()
  expect(sendRest).not.toHaveBeenCalled()
})

test('of equal snapshots that several people fetched one is kept, for a minute', () => {
  vi.useFakeTimers()
  const earlySync = createEarlySync()
  const snapshots = [1, 2].map(() => ({
    version: 1,
    packed: new Uint8Array([1]),
    stateVector: new Uint8Array([0]),
    etag: '1-one',
    clean: true,
  }))
  earlySync.noteFetched(ada, chapter, snapshots[0]!)
  earlySync.noteFetched(ben, chapter, snapshots[1]!)
  expect(earlySync.latestFetched(chapter)).toBe(snapshots[0])
  expect(earlySync.expected()).toBe(2)
  vi.advanceTimersByTime(60_000)
  expect(earlySync.expected()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
