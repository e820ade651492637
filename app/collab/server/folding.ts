import * as Y from 'yjs'
// One by one: what folds needs no grammar, which would cost its thread ten megabytes.
import { documentJson } from '#app/editor/render/json.ts'
import { outline } from '#app/editor/render/outline.ts'
import { plainText, wordsIn } from '#app/editor/render/text.ts'
import type { Json } from '#app/platform/database.types.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { openText, pack, packedCopy, spreadOf, unpack, type FoldedCopy } from './copies.ts'
import { findMisplaced } from './document-repair.ts'
import { mergeMany } from './merge.ts'
import type { ChapterState, ChapterStore, Folded, JournalRow, Stretch } from './store.ts'
import { updateCleaner } from './update-clean.ts'

export type FoldResult =
  | { kind: 'folded'; copy: FoldedCopy; upto: number[]; millis: number }
  | { kind: 'nothing' | 'stale' | 'gone' }

/** One stretch of history covers at most this much time and (compressed) text. */
const STRETCH_MS = 3_600_000
const STRETCH_BYTES = 64 * 1024

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
    const found = await store.state(chapter, known?.fold)
    if (!found.exists) return { kind: 'gone' }
    if (found.rows.length === 0 && (found.clean || found.fold === 0)) return { kind: 'nothing' }
    const doc = known && known.fold === found.fold ? known.doc : await documentOf(chapter, found)
    const { fresh } = apply(chapter, doc, found.rows)
    const folded: Folded = {
      base: found.fold,
      ids: found.rows.map((row) => row.id),
      state: await pack(Y.encodeStateAsUpdateV2(doc)),
      stateVector: Y.encodeStateVector(doc),
      clean: findMisplaced(doc).length === 0,
      schema: EDITOR_VERSION,
      history: await stretches(store, chapter, fresh),
      text: textOf(doc),
    }
    const outcome = await store.fold(chapter, folded)
    if (outcome.kind !== 'folded') return outcome
    const state = Y.encodeStateAsUpdate(doc)
    keep(chapter, { fold: outcome.fold, doc, bytes: state.length * 4 })
    return {
      kind: 'folded',
      copy: {
        ...packedCopy(outcome.fold, folded.state, folded.stateVector, folded.clean),
        ...spreadOf(state, folded.stateVector),
      },
      upto: folded.ids,
      millis: performance.now() - began,
    }
  }
}

async function documentOf(chapter: string, { snapshot, clean }: ChapterState): Promise<Y.Doc> {
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdateV2(doc, (await openText({ chapter, packed: snapshot, clean })).update)
  return doc
}

/**
 * Applies the rows. A row without a person came from another process, which journals it too with the person's name:
 * of such rows only those are history that bring something new. History keeps the rows as they were sent.
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
