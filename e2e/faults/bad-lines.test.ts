import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { DOCUMENT_FIELD } from '#app/collab/protocol.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters } from './alliance.ts'
import { badLine, dice } from './bad-line.ts'
import { Database } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'

const chapter = chapters.introduction
let portal: PortalProcess
let people: Person[]

beforeAll(async () => {
  portal = await startPortalProcess()
  people = [await Person.signIn(portal.url, 'jonas'), await Person.signIn(portal.url, 'amina')]
})
afterAll(async () => {
  await portal?.stop()
})

/** One random change of the shared text, anywhere in it, other people's words included. */
function scribble(doc: Y.Doc, roll: () => number) {
  const fragment = doc.getXmlFragment(DOCUMENT_FIELD)
  const pick = (length: number) => Math.floor(roll() * length)
  const texts = fragment
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText)
  const text = texts[pick(texts.length)]
  const what = roll()
  if (!text || what < 0.2) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(`¶${pick(1e6)} `)])
    fragment.insert(pick(fragment.length + 1), [paragraph])
  } else if (what < 0.6) text.insert(pick(text.length + 1), `${pick(1e6)} `)
  else if (what < 0.8 && text.length > 0) {
    const at = pick(text.length)
    text.delete(at, Math.min(1 + pick(6), text.length - at))
  } else if (what < 0.92 && text.length > 0) {
    const at = pick(text.length)
    text.format(at, Math.min(5, text.length - at), { bold: roll() < 0.5 ? {} : null })
  } else if (fragment.length > 3) fragment.delete(pick(fragment.length), 1)
}

const scenes = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  editors: fc.integer({ min: 3, max: 6 }),
  changes: fc.integer({ min: 60, max: 160 }),
  weather: fc.record({
    drops: fc.double({ min: 0.002, max: 0.02, noNaN: true }),
    late: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    twice: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
  }),
})

test('whatever the line does to their messages, all who write end with one text, and the journal replays to it', async () => {
  const weathered = { dropped: 0, late: 0, twice: 0 }
  await fc.assert(
    fc.asyncProperty(scenes, async ({ seed, editors: count, changes, weather }) => {
      const roll = dice(seed)
      const lines = Array.from({ length: count }, (_, i) => badLine(seed + i + 1, weather))
      const editors = lines.map(
        (line, i) => new Editor(people[i % people.length]!, { name: 'e', chapter, WebSocket: line.Socket }),
      )
      try {
        await eventually(() => editors.every(({ synced }) => synced), 'all sit down')
        const busy = editors.map(({ doc }) => doc)
        await new Promise<void>((resolve) => {
          let left = changes
          const timer = setInterval(() => {
            scribble(busy[Math.floor(roll() * busy.length)]!, roll)
            if ((left -= 1) > 0) return
            clearInterval(timer)
            resolve()
          }, 5)
        })
        for (const [i, line] of lines.entries()) {
          line.clear()
          for (const kind of ['dropped', 'late', 'twice'] as const) weathered[kind] += line.counts[kind]
          editors[i]!.type()
        }
        await eventually(() => editors.every(({ allStored }) => allStored), 'all is stored')
        await eventually(() => new Set(editors.map(fingerprint)).size === 1, 'all have the same document')
        const first = editors[0]!.doc
        expect(first.store.pendingStructs).toBeNull()
        expect(fingerprint({ doc: await Database.of(portal).replay(chapter) })).toBe(fingerprint(editors[0]!))
      } finally {
        for (const editor of editors) editor.destroy()
      }
    }),
    { numRuns: 6, endOnFailure: true },
  )
  expect(Math.min(...Object.values(weathered))).toBeGreaterThan(0)
})

/** Text, marks and all that was ever inserted: two documents with the same one hold the same. */
function fingerprint({ doc }: Pick<Editor, 'doc'>): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  return JSON.stringify([vector, doc.getXmlFragment(DOCUMENT_FIELD).toJSON()])
}
