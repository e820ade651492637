import fc from 'fast-check'
import type { Document } from '@hocuspocus/server'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { documentName } from '../protocol.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { unpack, type PackedSnapshot } from './packed-snapshots.ts'
import { snapshotMaker } from './make-snapshot.ts'
import { createDocumentCache } from './document-cache.ts'
import { withoutThreads } from './threads.ts'

const chapter = '0198c0de-0000-7000-8000-000000000001'

type Step =
  | { do: 'type'; client: number; at: number; text: string }
  | { do: 'delete'; client: number; at: number; length: number }
  | { do: 'snapshot' }
  | { do: 'commit' }
  | { do: 'sync'; client: number }
const client = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('type' as const),
    client,
    at: fc.nat(),
    text: fc.string({ minLength: 1, maxLength: 6 }),
  }),
  fc.record({ do: fc.constant('delete' as const), client, at: fc.nat(), length: fc.nat(8) }),
  fc.constant({ do: 'snapshot' as const }),
  fc.constant({ do: 'commit' as const }),
  fc.record({ do: fc.constant('sync' as const), client }),
)

/** A server document with its cache, journal and snapshots, and four clients without sockets. */
async function run(steps: Step[], smallBytes: number) {
  const { store } = memoryStore([chapter])
  const cache = createDocumentCache(withoutThreads(store), { smallBytes })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  const cached = await cache.load(document as unknown as Document)
  const makeSnapshot = snapshotMaker(store)
  const queue: Uint8Array[] = []
  document.on('update', (update: Uint8Array) => {
    cached.note(update, null)
    queue.push(update)
  })
  async function commit() {
    if (queue.length === 0) return
    const receipt = cached.take()
    const rows = queue.splice(0)
    const { stored } = await store.append(rows.map((update) => ({ chapter, person: null, update })))
    receipt.committed(stored[chapter]!, [Y.mergeUpdates(rows)])
  }
  async function sync(doc: Y.Doc) {
    const { ahead, rest } = await cache.answer(cached, Y.encodeStateVector(doc), 'somebody')
    if (ahead) Y.applyUpdate(doc, ahead)
    Y.applyUpdate(doc, rest)
    Y.applyUpdate(document, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(document)))
  }
  const clients = Array.from({ length: 4 }, () => new Y.Doc())
  for (const one of steps) {
    if (one.do === 'commit') await commit()
    else if (one.do === 'snapshot') {
      await commit()
      const result = await makeSnapshot(chapter)
      if (result.kind === 'saved') cached.replaceSnapshot(result.snapshot, new Set(result.rowIds))
    } else {
      const doc = clients[one.client]!
      const text = doc.getText('default')
      if (one.do === 'sync') await sync(doc)
      else if (one.do === 'type') text.insert(one.at % (text.length + 1), one.text)
      else if (text.length > 0) {
        const at = one.at % text.length
        text.delete(at, Math.min(one.length, text.length - at))
      }
    }
  }
  return { document, clients, sync, cached, cache }
}

const seen = (doc: Y.Doc) => [
  doc.getText('default').toString(),
  [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(),
]

test('whatever a client has when it syncs, afterwards it has what the server has, deletions included', async () => {
  const routes = { ahead: 0, whole: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 80, size: 'max' }), async (steps) => {
      const { document, clients, sync, cached, cache } = await run(steps, 0)
      const newcomer = new Y.Doc()
      const answer = await cache.answer(cached, Y.encodeStateVector(newcomer), 'somebody')
      routes[answer.ahead ? 'ahead' : 'whole'] += 1
      for (const doc of [newcomer, ...clients]) {
        await sync(doc)
        expect(seen(doc)).toEqual(seen(document))
      }
    }),
    { numRuns: 150 },
  )
  // The runs must have used both ways of answering.
  expect(routes.ahead).toBeGreaterThan(50)
  expect(routes.whole).toBeGreaterThan(0)
})

test('a chapter that cannot be read is refused, not opened as an empty one', async () => {
  const { store } = memoryStore([chapter])
  const broken = createDocumentCache(
    withoutThreads({ ...store, state: () => Promise.reject(new Error('away')) }),
  )
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  await expect(broken.load(document as unknown as Document)).rejects.toMatchObject({ reason: 'load-failed' })
  expect(broken.at(chapter)).toBeUndefined()
})

test('a client that has fetched the snapshot gets the rest before the document is loaded, deletions included', async () => {
  const { store } = memoryStore([chapter])
  const author = new Y.Doc()
  const append = (change: () => void) => {
    const before = Y.encodeStateVector(author)
    change()
    const update = Y.encodeStateAsUpdate(author, before)
    return store.append([{ chapter, person: null, update }])
  }
  const text = author.getText('default')
  await append(() => text.insert(0, 'stored and deleted'))
  await snapshotMaker(store)(chapter)
  const reader = new Y.Doc()
  const { snapshot } = await withoutThreads(store).find(chapter)
  Y.applyUpdateV2(reader, await unpack(snapshot!.packed))
  await append(() => text.delete(6, 12))
  await append(() => text.insert(6, ', and new'))

  const threads = withoutThreads(store)
  const find = vi.spyOn(threads, 'find')
  const cache = createDocumentCache(threads, { smallBytes: 0 })
  const document = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  const filledThen: string[] = []
  const vector = () => Y.encodeStateVector(reader)
  const [ada, ben] = ['ada', 'ben']
  cache.noteFetched(ada, chapter, snapshot!)
  const wait = cache.wait(chapter, {
    personId: ada,
    vector,
    sendRest: (rest) => {
      filledThen.push(document.getText('default').toString())
      Y.applyUpdate(reader, rest)
    },
  })
  let others = 0
  const sendRest = () => void (others += 1)
  cache.wait(chapter, { personId: ben, vector, sendRest })
  cache.wait(chapter, { personId: ada, vector: () => new Uint8Array([255]), sendRest })
  cache.wait(chapter, { personId: ada, vector: () => Y.encodeStateVector(new Y.Doc()), sendRest })
  await cache.load(document as unknown as Document)
  wait.stop()
  expect(others).toBe(0)
  expect(filledThen).toEqual([''])
  expect(seen(reader)).toEqual(seen(document))
  expect(reader.getText('default').toString()).toBe('stored, and new')
  // The snapshot that Ada fetched is not read a second time.
  expect(find.mock.calls).toEqual([[chapter, snapshot!.version]])
  expect(await find.mock.results[0]!.value).toMatchObject({ known: true, snapshot: null })

  await snapshotMaker(store)(chapter)
  const later = Object.assign(new Y.Doc(), { name: documentName(chapter), connections: new Map() })
  const cached = await cacheWith(snapshot!).load(later as unknown as Document)
  expect(cached.snapshot?.version).toBe(snapshot!.version + 1)
  expect(later.getText('default').toString()).toBe('stored, and new')

  function cacheWith(older: PackedSnapshot) {
    const another = createDocumentCache(withoutThreads(store), { smallBytes: 0 })
    another.noteFetched(ada, chapter, older)
    return another
  }
})
