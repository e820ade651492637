import * as Y from 'yjs'
import type { ReadUpdate } from './update-structs.ts'

/** What a whole chapter may hold. */
export type ChapterLimits = {
  structs: number
  /** Elements and texts that are not deleted. */
  types: number
  /** Characters that are not deleted. */
  characters: number
}
export type Quantities = Pick<ReadUpdate, 'structs' | 'types' | 'characters'>

const sizes = new WeakMap<Y.Doc, ReturnType<typeof measure>>()
/** After this many updates the size is measured again, since updates from other processes are not counted. */
const COUNT_AGAIN = 1_000

/** Whether an update fits into a document. */
export function hasCapacityFor(document: Y.Doc, read: ReadUpdate, limits: ChapterLimits): boolean {
  return sizeIfItFits(document, newIn(document, read), limits) !== null
}

/** The same for an update that is applied next: it is counted from now on. */
export function reserveCapacityFor(document: Y.Doc, read: ReadUpdate, limits: ChapterLimits): boolean {
  const brings = newIn(document, read)
  const size = sizeIfItFits(document, brings, limits)
  if (!size) return false
  size.structs += brings.structs
  size.types += brings.types
  size.characters += brings.characters
  size.since += 1
  return true
}

/**
 * The size of a document if an update fits into it; null otherwise. The size is an upper bound, which costs nothing to keep.
 * The document is measured only when that bound is too large, because deleted content does not count.
 */
function sizeIfItFits(document: Y.Doc, brings: Quantities, limits: ChapterLimits) {
  let size = sizes.get(document)
  if (!size || size.since >= COUNT_AGAIN)
    sizes.set(document, (size = size ? measure(document) : estimate(document)))
  // An update that only deletes always fits.
  if (brings.structs === 0 || fits(size, brings, limits)) return size
  sizes.set(document, (size = measure(document)))
  return fits(size, brings, limits) ? size : null
}

/** The part of an update that the document does not have yet. */
function newIn({ store }: Y.Doc, { clients }: ReadUpdate): Quantities {
  const found = { structs: 0, types: 0, characters: 0 }
  for (const [client, structs] of clients) {
    const known = Y.getState(store, client)
    for (let i = structs.length - 1; i >= 0 && structs[i]!.end > known; i -= 1) {
      const { kind, length } = structs[i]!
      found.structs += 1
      if (kind === 'type') found.types += 1
      else if (kind === 'string') found.characters += length
    }
  }
  return found
}

function fits(size: Quantities, read: Quantities, limits: ChapterLimits): boolean {
  return (
    size.structs + read.structs <= limits.structs &&
    size.types + read.types <= limits.types &&
    size.characters + read.characters <= limits.characters
  )
}

/** An upper bound: counts each struct as an element and each clock as a character. */
function estimate(document: Y.Doc) {
  const size = { structs: 0, types: 0, characters: 0, since: 0 }
  for (const [client, structs] of document.store.clients) {
    size.structs += structs.length
    size.types += structs.length
    size.characters += Y.getState(document.store, client)
  }
  return size
}

function measure(document: Y.Doc) {
  const size = { structs: 0, types: 0, characters: 0, since: 0 }
  for (const structs of document.store.clients.values()) {
    size.structs += structs.length
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      if (struct.content instanceof Y.ContentType) size.types += 1
      else if (struct.content instanceof Y.ContentString) size.characters += struct.length
    }
  }
  return size
}
