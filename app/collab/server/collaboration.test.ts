import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unreliable, type NetworkConditions } from '../testing/unreliable-socket.ts'
import type { OpenOptions } from '../client/chapter-session.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { openSpool } from './spool.ts'
import { breakableConnection, memoryCopy } from '../testing/offline-device.ts'
import { storedDocument, storedText } from '../testing/stored-document.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { openCollabContext, type CollabContext } from '../testing/collab-context.ts'
import { startCollabServer } from '../testing/collab-server.ts'

let context: CollabContext
beforeAll(async () => {
  context = await openCollabContext()
})
afterAll(() => context?.[Symbol.asyncDispose]())

test('two people write in one chapter, and what is shown as saved is in the database', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using first = openWriter(context.server.url, ada, chapter)
  using second = openWriter(context.server.url, ben, chapter)
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

test('everyone sees who is there, each person once, with a name from the server and a colour of their own', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using first = openWriter(context.server.url, ada, chapter)
  using again = openWriter(context.server.url, ada, chapter)
  using second = openWriter(context.server.url, ben, chapter)
  first.awareness.setLocalStateField('user', { id: ben, name: 'Somebody else', colour: 3, color: 'red' })
  await second.until(({ people }) => people.length === 2)
  const people = second.getSnapshot().people
  expect(people.map(({ id, name }) => ({ id, name }))).toEqual([
    { id: ben, name: 'Ben' },
    { id: ada, name: 'Ada' },
  ])
  expect(new Set(people.map(({ colour }) => colour)).size).toBe(2)
  expect(
    context.server.collab
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

test('a reader sees a chapter change, but what she types reaches nobody', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const rita = await context.alliance.person('Rita', chapter, 'read')
  using writer = openWriter(context.server.url, ada, chapter)
  using reader = openWriter(context.server.url, rita, chapter)
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

test('where the device stores nothing, the page does not say that it does', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const line = breakableConnection()
  let fails = () => {}
  const openCopy: OpenOptions['openCopy'] = async (_person, _chapter, doc, onKeeps) => {
    fails = () => onKeeps?.(false)
    return memoryCopy().openCopy(_person, _chapter, doc)
  }
  using keeping = openWriter(context.server.url, ada, chapter, { ...line, openCopy })
  using nowhere = openWriter(context.server.url, ada, chapter, { ...line, openCopy: async () => null })
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

test('while the database is away at the start, no chapter opens until the spool is stored', async () => {
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
  'over connections that break, delay, repeat and reorder, all clients and the journal end with the same text',
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
          const chapter = await context.alliance.chapter()
          const people = await Promise.all(
            [0, 1, 2, 3, 4].map((i) => context.alliance.person(`Editor ${i}`, chapter)),
          )
          let state = seed
          const network: NetworkConditions = {
            unreliable: false,
            sockets: new Set(),
            random: () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32,
          }
          const socket = unreliable(network)
          const writers = people.map((person) => openWriter(context.server.url, person, chapter, { socket }))
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

test('a change too large for one turn is applied in parts, and later messages after it', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using writer = openWriter(context.server.url, ada, chapter)
  using other = openWriter(context.server.url, ben, chapter)
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

function wordsIn(doc: Y.Doc): Y.XmlText {
  return (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
}
