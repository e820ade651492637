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
  /** `nothing`: no change in the history would be refused today. */
  | { kind: 'nothing' | 'gone' }
  /** The text before the last change that would be refused; `before`: the time of that change, in ms since 1970. */
  | { kind: 'found'; update: Uint8Array; before: number }

/**
 * Finds the text of a chapter before the last change that would be refused today, because it breaks the grammar or exceeds a
 * limit. Replays the history step by step and leaves out what is refused.
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
    if (!wouldBeAccepted(doc, update)) {
      before = at
      good = Y.encodeStateAsUpdate(doc)
    }
    const cleaned = cleaner.clean(update, doc)
    if (cleaned) Y.applyUpdate(doc, cleaned)
    repairDocument(doc)
  }
  return before === null || !good ? { kind: 'nothing' } : { kind: 'found', update: good, before }
}

function wouldBeAccepted(doc: Y.Doc, update: Uint8Array): boolean {
  const checked = checkUpdate(doc, update, UPDATE_LIMITS)
  return checked.kind === 'fits' && reserveCapacityFor(doc, checked.read, CHAPTER_LIMITS)
}

/** Replaces the text of a document by that of an update. This is an ordinary edit: the history stays complete. */
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
