import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE } from '../protocol.ts'
import type { FoldedCopy, FoundChapter, PackedCopy } from './copies.ts'
import { covers } from '../vectors.ts'
import { keepPorch, NOTHING } from './porch.ts'
import { Refusal } from './refusal.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { Closed, type Threads } from './threads.ts'
import { updateCleaner } from './update-clean.ts'

/** Below this, encoding a document on the event loop costs less than the way around it. */
const SMALL_BYTES = 64 * 1024

/** What a client gets for its state vector: first `ahead` as an update, then `rest` as step 2. */
export type SyncAnswer = { ahead: Uint8Array | null; rest: Uint8Array }

export type Librarian = ReturnType<typeof keepShelves>

/** Loads chapters into documents and answers who opens them, from bytes that were prepared off the event loop. */
export function keepShelves(
  threads: Pick<Threads, 'find' | 'prepare' | 'difference'>,
  { smallBytes = SMALL_BYTES, porch = keepPorch() } = {},
) {
  const shelves = new Map<string, Shelf>()

  /** The chapter as it lies in the database, with the text at hand where that is the newest. */
  async function newest(chapterId: string, atHand: PackedCopy | undefined) {
    const { exists, known, copy, tail } = await threads.find(chapterId, atHand?.fold)
    return { exists, copy: known && atHand ? atHand : copy, tail }
  }

  function shelve(
    chapterId: string,
    document: Document,
    copy: FoldedCopy | null,
    tail: FoundChapter['tail'],
  ) {
    const shelf = openShelf(chapterId, document, { copy, tail })
    shelves.set(chapterId, shelf)
    document.once('destroy', () => {
      if (shelves.get(chapterId) === shelf) shelves.delete(chapterId)
    })
    return shelf
  }

  return {
    /**
     * Fills a new document. Refuses, so that a client comes back later, when the chapter could not be read:
     * a blank document in place of a chapter would be taken for the chapter.
     */
    async load(document: Document): Promise<Shelf> {
      const chapterId = chapterOf(document.name)
      if (!chapterId) throw new Refusal(CLOSE.noAccess)
      const failed = (error: unknown) => unreadable(chapterId, error)
      let { exists, copy, tail } = await newest(chapterId, porch.atHand(chapterId)).catch(failed)
      const opening = exists && copy ? porch.open(chapterId, copy, tail) : null
      try {
        if (opening && (await opening.rested())) {
          ;({ exists, copy, tail } = await newest(chapterId, copy!).catch(failed))
          if (copy) opening.renew(copy, tail)
        }
        if (!exists) throw new Refusal(CLOSE.chapterGone)
        let folded: FoldedCopy | null = null
        if (copy) {
          const { packed, stateVector, clean } = copy
          const text = { chapter: chapterId, packed, stateVector, clean }
          const { update, ...spread } = await threads.prepare(text).catch(failed)
          Y.applyUpdateV2(document, update)
          folded = { ...copy, ...spread }
        }
        const cleaner = updateCleaner(chapterId)
        const cleaned: typeof tail = []
        document.transact(() => {
          for (const { id, update } of tail) {
            const rest = cleaner.clean(update, document)
            if (!rest) continue
            cleaned.push({ id, update: rest })
            Y.applyUpdate(document, rest)
          }
        })
        return shelve(chapterId, document, folded, cleaned)
      } finally {
        opening?.done()
      }
    },

    noteGiven: porch.noteGiven,
    wait: porch.wait,
    at: (chapterId: string): Shelf | undefined => shelves.get(chapterId),
    all: () => shelves.values(),
    size: () => shelves.size,

    /**
     * What a client lacks. State vectors do not carry deletions, so every answer holds all of them: in the folded
     * state or its `deletes`, and in the tail. `who` asks: long answers are worked out for everybody in turn.
     */
    answer(shelf: Shelf, clientVector: Uint8Array, who: string): SyncAnswer | Promise<SyncAnswer> {
      const { copy, copyVector } = shelf
      if (!copy || !copyVector || !copy.deletes || copy.state.length < smallBytes) {
        return { ahead: null, rest: Y.encodeStateAsUpdate(shelf.document, clientVector) }
      }
      const client = Y.decodeStateVector(clientVector)
      const tail = shelf.tail()
      if (client.size === 0) return { ahead: copy.state, rest: tail ?? NOTHING }
      if (covers(client, copyVector)) return { ahead: copy.deletes, rest: tail ?? NOTHING }
      return threads.difference(copy.state, clientVector, who).then(
        (difference) => ({ ahead: difference, rest: tail ?? NOTHING }),
        () => ({ ahead: null, rest: Y.encodeStateAsUpdate(shelf.document, clientVector) }),
      )
    },
  }
}

function unreadable(chapter: string, error: unknown): never {
  if (error instanceof Closed) {
    log.debug({ chapter }, 'a chapter was no longer loaded: the portal is closing')
    throw new Refusal(CLOSE.goingAway)
  }
  log.error({ err: error, chapter }, 'a chapter could not be loaded')
  throw new Refusal(CLOSE.loadFailed)
}
