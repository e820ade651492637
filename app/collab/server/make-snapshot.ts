import * as Y from 'yjs'
// Imported from single files: the index would also load the grammar, which costs the thread ten megabytes.
import { documentJson } from '#app/editor/render/json.ts'
import { outline } from '#app/editor/render/outline.ts'
import { plainText, wordsIn } from '#app/editor/render/text.ts'
import type { Json } from '#app/platform/database.types.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import {
  unpackChecked,
  pack,
  packedSnapshot,
  syncStateOf,
  unpack,
  type LoadedSnapshot,
} from './packed-snapshots.ts'
import { findMisplaced } from './document-repair.ts'
import { mergeMany } from './merge-updates.ts'
import type { ChapterState, ChapterStore, NewSnapshot, JournalRow, Stretch } from './chapter-store.ts'
import { updateCleaner } from './update-clean.ts'

export type SnapshotResult =
  | { kind: 'saved'; snapshot: LoadedSnapshot; rowIds: number[]; millis: number }
  | { kind: 'nothing' | 'stale' | 'gone' }

/** One entry of the history covers at most this much time and compressed text. */
const STRETCH_MS = 3_600_000
const STRETCH_BYTES = 64 * 1024

type Kept = { version: number; doc: Y.Doc; bytes: number }

/**
 * Makes snapshots: merges the journal rows of a chapter into its last snapshot and stores the result. Keeps the latest
 * documents in memory, so that the next snapshot of a chapter reads only new rows.
 */
export function snapshotMaker(
  store: Pick<ChapterStore, 'state' | 'openHistory' | 'saveSnapshot'>,
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

  /** Makes a snapshot of one chapter. Rejects with a `StoreError`; the next attempt reads everything again. */
  return async function makeSnapshot(chapter: string): Promise<SnapshotResult> {
    const began = performance.now()
    const known = kept.get(chapter)
    kept.delete(chapter)
    const found = await store.state(chapter, known?.version)
    if (!found.exists) return { kind: 'gone' }
    if (found.rows.length === 0 && (found.clean || found.version === 0)) return { kind: 'nothing' }
    const doc = known && known.version === found.version ? known.doc : await documentOf(chapter, found)
    const { fresh } = apply(chapter, doc, found.rows)
    const snapshot: NewSnapshot = {
      base: found.version,
      ids: found.rows.map((row) => row.id),
      state: await pack(Y.encodeStateAsUpdateV2(doc)),
      stateVector: Y.encodeStateVector(doc),
      clean: findMisplaced(doc).length === 0,
      schema: EDITOR_VERSION,
      history: await stretches(store, chapter, fresh),
      text: textOf(doc),
    }
    const outcome = await store.saveSnapshot(chapter, snapshot)
    if (outcome.kind !== 'saved') return outcome
    const state = Y.encodeStateAsUpdate(doc)
    keep(chapter, { version: outcome.version, doc, bytes: state.length * 4 })
    return {
      kind: 'saved',
      snapshot: {
        ...packedSnapshot(outcome.version, snapshot.state, snapshot.stateVector, snapshot.clean),
        ...syncStateOf(state, snapshot.stateVector),
      },
      rowIds: snapshot.ids,
      millis: performance.now() - began,
    }
  }
}

async function documentOf(chapter: string, { snapshot, clean }: ChapterState): Promise<Y.Doc> {
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdateV2(doc, (await unpackChecked({ chapter, packed: snapshot, clean })).update)
  return doc
}

/**
 * Applies the rows and returns those that belong to the history, as they were sent. A row without a person was received from
 * another process, which journals it as well, with the person. It belongs to the history only if it adds something.
 */
function apply(chapter: string, doc: Y.Doc, rows: JournalRow[]): { fresh: JournalRow[] } {
  const cleaner = updateCleaner(chapter)
  const applyCleaned = ({ update }: JournalRow) => {
    const cleaned = cleaner.clean(update, doc)
    if (cleaned) Y.applyUpdate(doc, cleaned)
  }
  const fresh = rows.filter((row) => row.person !== null)
  for (const row of fresh) applyCleaned(row)
  for (const row of rows) {
    if (row.person !== null) continue
    let changed = false
    const note = () => void (changed = true)
    doc.on('update', note)
    applyCleaned(row)
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
      const whole = before ? Y.mergeUpdatesV2([await unpack(before.update), now]) : now
      return {
        id: before?.id ?? null,
        person,
        began: Math.min(before?.began ?? Infinity, theirs[0]!.at),
        ended: theirs.at(-1)!.at,
        changes: (before?.changes ?? 0) + theirs.length,
        bytes: whole.length,
        update: await pack(whole),
      }
    }),
  )
}

/** The rendered text; null when rendering fails, so that the snapshot is made all the same. */
function textOf(doc: Y.Doc): NewSnapshot['text'] {
  try {
    const json = documentJson(doc)
    // Postgres refuses NUL and single surrogates.
    const content = JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
      typeof value === 'string' ? clean(value) : value,
    ) as Json
    const plain = clean(plainText(json))
    return {
      content,
      plain,
      words: wordsIn(json),
      outline: JSON.parse(clean(JSON.stringify(outline(json)))) as Json,
    }
  } catch {
    return null
  }
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')
}
