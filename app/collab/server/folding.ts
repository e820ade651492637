import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import * as Y from 'yjs'
import { countWords, documentJson, outline, plainText } from '#app/editor/render/index.ts'
import type { Json } from '#app/platform/database.types.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { mergeMany } from './merge.ts'
import type { ChapterState, ChapterStore, Folded, JournalRow, Stretch } from './store.ts'

/** A folded snapshot as the portal keeps it at hand. */
export type FoldedCopy = {
  fold: number
  state: Uint8Array
  stateVector: Uint8Array
  /** All deletions of the state without its text; null while the state waits for changes it has not seen. */
  deletes: Uint8Array | null
  /** Without quotes; the encoding is still to be added. */
  etag: string
}
export type LoadedChapter = {
  exists: boolean
  copy: FoldedCopy | null
  /** Journal rows that the copy does not hold. */
  tail: { id: number; update: Uint8Array }[]
}
export type FoldResult =
  | { kind: 'folded'; copy: FoldedCopy; upto: number[]; millis: number }
  | { kind: 'nothing' | 'stale' | 'gone' }

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

/** One stretch of history covers at most this much time and (compressed) text. */
const STRETCH_MS = 3_600_000
const STRETCH_BYTES = 64 * 1024

/** Reads a chapter and prepares all that opening it takes. Meant to run off the event loop. */
export async function loadChapter(
  store: Pick<ChapterStore, 'state'>,
  chapter: string,
): Promise<LoadedChapter> {
  const state = await store.state(chapter)
  return {
    exists: state.exists,
    copy: state.snapshot && state.stateVector ? copyOf(state.fold, state.snapshot, state.stateVector) : null,
    tail: state.rows.map(({ id, update }) => ({ id, update })),
  }
}

function copyOf(fold: number, state: Uint8Array, stateVector: Uint8Array, complete?: boolean): FoldedCopy {
  const deletes = (complete ?? isComplete(state, stateVector)) ? Y.diffUpdate(state, stateVector) : null
  return { fold, state, stateVector, deletes, etag: etagOf(fold, state) }
}

/** Whether a state holds nothing beyond its own vector: then whoever has the vector lacks only the deletions. */
function isComplete(state: Uint8Array, stateVector: Uint8Array): boolean {
  return Y.decodeUpdate(Y.diffUpdate(state, stateVector)).structs.length === 0
}

function etagOf(fold: number, state: Uint8Array): string {
  return `${fold}-${createHash('sha256').update(state).digest('base64url').slice(0, 16)}`
}

/** What a client with this state vector lacks of a state. */
export function differenceTo(state: Uint8Array, clientVector: Uint8Array): Uint8Array {
  return Y.diffUpdate(state, clientVector)
}

type Kept = { fold: number; doc: Y.Doc; bytes: number }

/** Folds journals into snapshots; keeps the last few documents so that the next fold reads only what is new. */
export function folder(
  store: Pick<ChapterStore, 'state' | 'openHistory' | 'fold'>,
  keepBytes = 16 * 1024 * 1024,
) {
  const kept = new Map<string, Kept>()

  function keep(chapter: string, entry: Kept) {
    kept.delete(chapter)
    kept.set(chapter, entry)
    let bytes = 0
    for (const { bytes: size } of kept.values()) bytes += size
    for (const [name, { bytes: size, doc }] of kept) {
      if (bytes <= keepBytes || name === chapter) break
      doc.destroy()
      kept.delete(name)
      bytes -= size
    }
  }

  /** Folds one chapter as the database knows it. Rejects with a `StoreError`; the next try starts from scratch. */
  return async function fold(chapter: string): Promise<FoldResult> {
    const began = performance.now()
    const known = kept.get(chapter)
    kept.delete(chapter)
    const state = await store.state(chapter, known?.fold)
    if (!state.exists) return { kind: 'gone' }
    if (state.rows.length === 0) return { kind: 'nothing' }
    const doc = known && known.fold === state.fold ? known.doc : documentOf(state)
    const { fresh } = apply(doc, state.rows)
    const folded: Folded = {
      base: state.fold,
      ids: state.rows.map((row) => row.id),
      state: Y.encodeStateAsUpdate(doc),
      stateVector: Y.encodeStateVector(doc),
      schema: EDITOR_VERSION,
      history: await stretches(store, chapter, fresh),
      text: textOf(doc),
    }
    const outcome = await store.fold(chapter, folded)
    if (outcome.kind !== 'folded') return outcome
    keep(chapter, { fold: outcome.fold, doc, bytes: folded.state.length * 4 })
    const complete = doc.store.pendingStructs === null && doc.store.pendingDs === null
    return {
      kind: 'folded',
      copy: copyOf(outcome.fold, folded.state, folded.stateVector, complete),
      upto: folded.ids,
      millis: performance.now() - began,
    }
  }
}

function documentOf(state: ChapterState): Y.Doc {
  const doc = new Y.Doc()
  if (state.snapshot) Y.applyUpdate(doc, state.snapshot)
  return doc
}

/**
 * Applies the rows. A row without a person came from another process, which journals it too with the person's name:
 * of such rows only those are history that bring something new.
 */
function apply(doc: Y.Doc, rows: JournalRow[]): { fresh: JournalRow[] } {
  const fresh = rows.filter((row) => row.person !== null)
  for (const row of fresh) Y.applyUpdate(doc, row.update)
  for (const row of rows) {
    if (row.person !== null) continue
    let changed = false
    const note = () => void (changed = true)
    doc.on('update', note)
    Y.applyUpdate(doc, row.update)
    doc.off('update', note)
    if (changed || doc.store.pendingStructs || doc.store.pendingDs) fresh.push(row)
  }
  return { fresh }
}

async function stretches(
  store: Pick<ChapterStore, 'openHistory'>,
  chapter: string,
  rows: JournalRow[],
): Promise<Stretch[]> {
  if (rows.length === 0) return []
  const open = await store.openHistory(chapter, rows[0]!.at - STRETCH_MS)
  const byPerson = new Map<string | null, JournalRow[]>()
  for (const row of rows) {
    const theirs = byPerson.get(row.person)
    if (theirs) theirs.push(row)
    else byPerson.set(row.person, [row])
  }
  return Promise.all(
    [...byPerson].map(async ([person, theirs]) => {
      const now = Y.convertUpdateFormatV1ToV2(mergeMany(theirs.map((row) => row.update)))
      const before = open.find(
        (stretch) => stretch.person === person && stretch.update.length < STRETCH_BYTES,
      )
      const whole = before ? Y.mergeUpdatesV2([new Uint8Array(await decompress(before.update)), now]) : now
      return {
        id: before?.id ?? null,
        person,
        began: Math.min(before?.began ?? Infinity, theirs[0]!.at),
        ended: theirs.at(-1)!.at,
        changes: (before?.changes ?? 0) + theirs.length,
        bytes: whole.length,
        update: new Uint8Array(await compress(whole, brotli)),
      }
    }),
  )
}

/** The rendered text; null when it cannot be rendered, which must not hold up the fold. */
function textOf(doc: Y.Doc): Folded['text'] {
  try {
    const json = documentJson(doc)
    // Postgres refuses NUL and half a surrogate pair; nobody typed those on purpose.
    const content = JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
      typeof value === 'string' ? clean(value) : value,
    ) as Json
    const plain = clean(plainText(json))
    return {
      content,
      plain,
      words: countWords(plain),
      outline: JSON.parse(clean(JSON.stringify(outline(json)))) as Json,
    }
  } catch {
    return null
  }
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')
}
