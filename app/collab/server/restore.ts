import * as Y from 'yjs'
import { DOCUMENT_FIELD } from '../protocol.ts'
import { unpack } from './packed-snapshots.ts'
import { repairDocument } from './document-repair.ts'
import { CHAPTER_LIMITS, UPDATE_LIMITS } from './limits.ts'
import { reserveCapacityFor } from './chapter-size.ts'
import type { ChapterStore } from './chapter-store.ts'
import { checkUpdate } from './update-check.ts'
import { updateCleaner } from './update-clean.ts'

export type LastGood =
  /** Nothing in the chapter's history would be refused today. */
  | { kind: 'nothing' | 'gone' }
  /** The text before the last change that would be; `before`: when that came, in ms. */
  | { kind: 'found'; update: Uint8Array; before: number }

/**
 * The text of a chapter as it was before the last change that would be refused today: one that breaks the grammar, or is
 * larger than a change or a chapter may be. Found by taking the history in step by step, without what is refused.
 */
export async function findLastGood(
  store: Pick<ChapterStore, 'state' | 'wholeHistory'>,
  chapter: string,
): Promise<LastGood> {
  const { exists, rows } = await store.state(chapter)
  if (!exists) return { kind: 'gone' }
  const history = await store.wholeHistory(chapter)
  const changes = [
    ...(await Promise.all(
      history.map(async ({ began, update }) => ({
        at: began,
        update: Y.convertUpdateFormatV2ToV1(await unpack(update)),
      })),
    )),
    ...rows.map(({ at, update }) => ({ at, update })),
  ]
  const doc = new Y.Doc()
  const cleaner = updateCleaner(chapter)
  let before: number | null = null
  let good: Uint8Array | null = null
  for (const { at, update } of changes) {
    if (!wouldBeTaken(doc, update)) {
      before = at
      good = Y.encodeStateAsUpdate(doc)
    }
    const cleaned = cleaner.clean(update, doc)
    if (cleaned) Y.applyUpdate(doc, cleaned)
    repairDocument(doc)
  }
  return before === null || !good ? { kind: 'nothing' } : { kind: 'found', update: good, before }
}

function wouldBeTaken(doc: Y.Doc, update: Uint8Array): boolean {
  const checked = checkUpdate(doc, update, UPDATE_LIMITS)
  return checked.kind === 'fits' && reserveCapacityFor(doc, checked.read, CHAPTER_LIMITS)
}

/** Gives a document the text of another one, as an edit like any other: what was there stays in its history. */
export function replaceText(document: Y.Doc, update: Uint8Array): void {
  const source = new Y.Doc()
  Y.applyUpdate(source, update)
  const [from, to] = [source.getXmlFragment(DOCUMENT_FIELD), document.getXmlFragment(DOCUMENT_FIELD)]
  to.delete(0, to.length)
  to.insert(
    0,
    from.toArray().flatMap((block) => (block instanceof Y.XmlElement ? [block.clone()] : [])),
  )
  source.destroy()
}
