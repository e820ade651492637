import * as Y from 'yjs'
import { CLOSE, type Ending } from '../protocol.ts'
import { hasCapacityFor, reserveCapacityFor } from './chapter-size.ts'
import { repairDocument } from './document-repair.ts'
import type { Limits } from './limits.ts'
import { splitUpdate } from './split-update.ts'
import { checkPlaces } from './update-check.ts'
import { readUpdate } from './update-reader.ts'
import { UpdateRefused, type ReadUpdate, type UpdateFault, type UpdateLimits } from './update-structs.ts'

type Refused = { kind: 'refused'; ending: Ending; why: string }
export type ApplyResult =
  | { kind: 'applied'; structs: number }
  /** Too large for one turn of the event loop. Nothing is applied yet: each part is to be read and applied by itself. */
  | { kind: 'split'; parts: Uint8Array[] }
  | Refused

/** Smaller updates are never split. */
const LARGE_BYTES = 64 * 1024

const CHAPTER_FULL: Refused = {
  kind: 'refused',
  ending: CLOSE.chapterFull,
  why: 'the chapter has reached its limits',
}
const ENDINGS: Record<UpdateFault, Ending> = {
  malformed: CLOSE.malformed,
  'too-large': CLOSE.updateTooLarge,
  'not-allowed': CLOSE.notAllowed,
}

/** Reads an update that a client sent, without applying it. */
export function readSentUpdate(
  update: Uint8Array,
  limits: UpdateLimits,
): { kind: 'read'; read: ReadUpdate } | Refused {
  try {
    return { kind: 'read', read: readUpdate(update, limits) }
  } catch (error) {
    if (!(error instanceof UpdateRefused)) throw error
    return { kind: 'refused', ending: ENDINGS[error.fault], why: error.message }
  }
}

/**
 * Applies an update that a client sent if an editor could have written it and if it fits into the chapter. `read` is what
 * `readSentUpdate` found in it. A refused update changes nothing; of a split one, the parts before the refused part stay.
 */
export function checkAndApply(
  document: Y.Doc,
  update: Uint8Array,
  read: ReadUpdate,
  origin: unknown,
  limits: Pick<Limits, 'chapter'>,
): ApplyResult {
  if (update.length > LARGE_BYTES) {
    if (!hasCapacityFor(document, read, limits.chapter)) return CHAPTER_FULL
    const parts = splitUpdate(update, read)
    if (parts.length > 1) return { kind: 'split', parts }
  }
  const checked = checkPlaces(document, read)
  if (checked.kind !== 'fits') return { kind: 'refused', ending: ENDINGS[checked.kind], why: checked.why }
  if (!reserveCapacityFor(document, read, limits.chapter)) return CHAPTER_FULL
  const waited = document.store.pendingStructs
  try {
    Y.applyUpdate(document, update, origin)
  } catch (error) {
    return { kind: 'refused', ending: CLOSE.malformed, why: error instanceof Error ? error.message : '' }
  }
  // Structs that were pending got their place only now, so they are checked after the fact.
  if (waited && document.store.pendingStructs !== waited && repairDocument(document) > 0)
    return { kind: 'refused', ending: CLOSE.notAllowed, why: 'pending structs that no editor could show' }
  return { kind: 'applied', structs: read.structs }
}
