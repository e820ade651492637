import * as Y from 'yjs'
import { CLOSE, type Ending } from '../protocol.ts'
import { hasCapacityFor, reserveCapacityFor } from './chapter-size.ts'
import { repairDocument } from './document-repair.ts'
import type { Limits } from './limits.ts'
import { checkUpdate } from './update-check.ts'
import { splitUpdate } from './split-update.ts'
import {
  readUpdate,
  UpdateRefused,
  type ReadUpdate,
  type UpdateFault,
  type UpdateLimits,
} from './update-reader.ts'

export type ApplyResult =
  | { kind: 'applied'; structs: number }
  /** Too large for one turn: nothing is applied yet; each part is taken like an update of its own. */
  | { kind: 'split'; parts: Uint8Array[] }
  | { kind: 'refused'; ending: Ending; why: string }

/** Smaller updates are never divided. */
const LARGE_BYTES = 64 * 1024

const CHAPTER_FULL: ApplyResult = {
  kind: 'refused',
  ending: CLOSE.chapterFull,
  why: 'the chapter holds as much as it may',
}
const ENDINGS: Record<UpdateFault, Ending> = {
  malformed: CLOSE.malformed,
  'too-large': CLOSE.updateTooLarge,
  'not-allowed': CLOSE.notAllowed,
}

/**
 * Applies what a client sent, once it is known to be what an editor writes and to fit the chapter. Whatever is refused has
 * changed nothing; of an update in parts, those before the refused one stand.
 */
export function checkAndApply(
  document: Y.Doc,
  update: Uint8Array,
  origin: unknown,
  limits: Pick<Limits, 'update' | 'chapter'>,
): ApplyResult {
  if (update.length > LARGE_BYTES) {
    const read = readOf(update, limits.update)
    if (read && !hasCapacityFor(document, read, limits.chapter)) return CHAPTER_FULL
    const parts = read ? splitUpdate(update, read) : []
    if (parts.length > 1) return { kind: 'split', parts }
  }
  const checked = checkUpdate(document, update, limits.update)
  if (checked.kind !== 'fits') return { kind: 'refused', ending: ENDINGS[checked.kind], why: checked.why }
  const { read } = checked
  if (!reserveCapacityFor(document, read, limits.chapter)) return CHAPTER_FULL
  const waited = document.store.pendingStructs
  try {
    Y.applyUpdate(document, update, origin)
  } catch (error) {
    return { kind: 'refused', ending: CLOSE.malformed, why: error instanceof Error ? error.message : '' }
  }
  // What had waited could only be put in its place now.
  if (waited && document.store.pendingStructs !== waited && repairDocument(document) > 0)
    return { kind: 'refused', ending: CLOSE.notAllowed, why: 'what had waited for its other half' }
  return { kind: 'applied', structs: read.structs }
}

/** What an update holds; null for one that is refused as soon as it is read. */
function readOf(update: Uint8Array, limits: UpdateLimits): ReadUpdate | null {
  try {
    return readUpdate(update, limits)
  } catch (error) {
    if (error instanceof UpdateRefused) return null
    throw error
  }
}
