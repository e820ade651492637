import * as Y from 'yjs'
import type { ReadUpdate } from './update-reader.ts'

/** What a whole chapter may hold. */
export type ChapterLimits = {
  structs: number
  /** Elements and texts that stand. */
  types: number
  /** Characters that stand. */
  characters: number
}
export type Quantities = Pick<ReadUpdate, 'structs' | 'types' | 'characters'>

const sizes = new WeakMap<Y.Doc, ReturnType<typeof measure>>()
/** What came by other ways than through a connection of ours is counted after so many updates. */
const COUNT_AGAIN = 1_000

/** Whether a document may grow by an update. */
export function hasCapacityFor(document: Y.Doc, read: ReadUpdate, limits: ChapterLimits): boolean {
  return sizeIfItFits(document, newIn(document, read), limits) !== null
}

/** The same for an update that is applied next: from here on it counts. */
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
 * How large a document is at most, if there is room for more; null otherwise. Upper bounds are kept, which cost nothing. The
 * document is only looked through when they say that it may be too large, since what is deleted no longer counts.
 */
function sizeIfItFits(document: Y.Doc, brings: Quantities, limits: ChapterLimits) {
  let size = sizes.get(document)
  if (!size || size.since >= COUNT_AGAIN)
    sizes.set(document, (size = size ? measure(document) : estimate(document)))
  // Whoever only deletes makes room.
  if (brings.structs === 0 || fits(size, brings, limits)) return size
  sizes.set(document, (size = measure(document)))
  return fits(size, brings, limits) ? size : null
}

/** What of an update the document does not have yet. */
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

/** Never too little: each struct may be an element, each clock a character. */
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
