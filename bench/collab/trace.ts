/** The recorded trace, or a made-up one of the same kind; and the large chapter that is made of it. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'

/** Position, characters deleted, characters inserted. */
export type Edit = readonly [position: number, deleted: number, inserted: string]
export type Trace = { name: string; edits: readonly Edit[] }

const path = () => process.env.GAPO_BENCH_TRACE ?? '../shared/data/b4-trace.json.gz'

/** The B4 trace (every keystroke of a real paper), or a seeded synthetic one where the file is not there. */
export function readTrace(): Trace {
  if (existsSync(path())) {
    const { edits } = JSON.parse(gunzipSync(readFileSync(path())).toString()) as { edits: Edit[] }
    return { name: 'B4', edits }
  }
  return { name: 'synthetic', edits: synthetic(259_778) }
}

/** Typing like a person's: runs of letters, backspaces, now and then a jump elsewhere in the text. Always the same. */
function synthetic(count: number): Edit[] {
  const random = seeded(20_261_122)
  const letters = 'etaoin shrdlu cmfwyp vbgkqj xz '
  const edits: Edit[] = []
  let length = 0
  let caret = 0
  while (edits.length < count) {
    if (random() < 0.012) caret = Math.floor(random() * length)
    if (caret > 0 && random() < 0.3) {
      caret -= 1
      length -= 1
      edits.push([caret, 1, ''])
    } else {
      edits.push([caret, 0, letters[Math.floor(random() * letters.length)]!])
      caret += 1
      length += 1
    }
  }
  return edits
}

export type LargeChapter = { updates: Uint8Array[]; bytes: number; structs: number; clocks: number }

/**
 * The trace replayed into paragraph after paragraph, each by another Yjs client, until the state has the given size.
 * `updates`: one per repetition. Kept in the temporary folder, since making it takes a minute.
 */
export function largeChapter(bytes = 4_900_000): LargeChapter {
  const trace = readTrace()
  const version = createHash('sha256')
    .update(`3 ${trace.name} ${trace.edits.length} ${bytes}`)
    .digest('hex')
    .slice(0, 12)
  const folder = join(tmpdir(), 'gapo-bench')
  const file = join(folder, `large-chapter-${version}.bin`)
  if (existsSync(file)) return deserialize(readFileSync(file)) as LargeChapter

  const updates: Uint8Array[] = []
  let size = 0
  while (size < bytes) {
    const doc = new Y.Doc()
    doc.clientID = 1000 + updates.length
    replay(trace, doc)
    const update = Y.encodeStateAsUpdate(doc)
    updates.push(update)
    size += update.length
  }
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  let structs = 0
  let clocks = 0
  for (const list of doc.store.clients.values()) {
    structs += list.length
    const last = list.at(-1)!
    clocks += last.id.clock + last.length
  }
  const large = { updates, bytes: Y.encodeStateAsUpdate(doc).length, structs, clocks }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, serialize(large))
  return large
}

/** An ordinary text of about this many characters, as one update. */
export function paragraphs(characters: number): Uint8Array {
  const words =
    'the mission mandate protects civilians and local authorities share what they learn in each district'
  const doc = new Y.Doc()
  const elements: Y.XmlElement[] = []
  for (let left = characters; left > 0; left -= 600) {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText(`${words} `.repeat(6).slice(0, 600))])
    elements.push(element)
  }
  doc.getXmlFragment('default').insert(0, elements)
  return Y.encodeStateAsUpdate(doc)
}

function replay({ edits }: Trace, doc: Y.Doc) {
  const text = new Y.XmlText()
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [text])
  doc.getXmlFragment('default').insert(0, [element])
  for (const [position, deleted, inserted] of edits) {
    doc.transact(() => {
      if (deleted) text.delete(position, deleted)
      if (inserted) text.insert(position, inserted)
    })
  }
}

/** Mulberry32: small, seeded, good enough for made-up typing and a made-up alliance. */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
