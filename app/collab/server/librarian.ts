import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE } from '../protocol.ts'
import { Refusal } from './refusal.ts'
import { openShelf, type Shelf } from './shelf.ts'
import type { Threads } from './threads.ts'

/** Below this, encoding a document on the event loop costs less than the way around it. */
const SMALL_BYTES = 64 * 1024

/** What a client gets for its state vector: first `ahead` as an update, then `rest` as step 2. */
export type SyncAnswer = { ahead: Uint8Array | null; rest: Uint8Array }

export type Librarian = ReturnType<typeof keepShelves>

/** Loads chapters into documents and answers who opens them, from bytes that were prepared off the event loop. */
export function keepShelves(threads: Pick<Threads, 'load' | 'difference'>, smallBytes = SMALL_BYTES) {
  const shelves = new Map<string, Shelf>()

  return {
    /**
     * Fills a new document. Refuses, so that a client comes back later, when the chapter could not be read:
     * a blank document in place of a chapter would be taken for the chapter.
     */
    async load(document: Document): Promise<Shelf> {
      const chapterId = chapterOf(document.name)
      if (!chapterId) throw new Refusal(CLOSE.noAccess)
      const loaded = await threads.load(chapterId).catch((error: unknown) => {
        log.error({ err: error, chapter: chapterId }, 'a chapter could not be loaded')
        throw new Refusal(CLOSE.loadFailed)
      })
      if (!loaded.exists) throw new Refusal(CLOSE.chapterGone)
      if (loaded.copy) Y.applyUpdate(document, loaded.copy.state)
      document.transact(() => {
        for (const { update } of loaded.tail) Y.applyUpdate(document, update)
      })
      const shelf = openShelf(chapterId, document, loaded)
      shelves.set(chapterId, shelf)
      document.once('destroy', () => {
        if (shelves.get(chapterId) === shelf) shelves.delete(chapterId)
      })
      return shelf
    },

    at: (chapterId: string): Shelf | undefined => shelves.get(chapterId),
    all: () => shelves.values(),
    size: () => shelves.size,

    /**
     * What a client lacks. State vectors do not carry deletions, so every answer holds all of them: in the folded
     * state or its `deletes`, and in the tail.
     */
    answer(shelf: Shelf, clientVector: Uint8Array): SyncAnswer | Promise<SyncAnswer> {
      const { copy, copyVector } = shelf
      if (!copy || !copyVector || !copy.deletes || copy.state.length < smallBytes) {
        return { ahead: null, rest: Y.encodeStateAsUpdate(shelf.document, clientVector) }
      }
      const client = Y.decodeStateVector(clientVector)
      const tail = shelf.tail()
      if (client.size === 0) return { ahead: copy.state, rest: tail ?? NOTHING }
      if (covers(client, copyVector)) return { ahead: copy.deletes, rest: tail ?? NOTHING }
      return threads.difference(copy.state, clientVector).then(
        (difference) => ({ ahead: difference, rest: tail ?? NOTHING }),
        () => ({ ahead: null, rest: Y.encodeStateAsUpdate(shelf.document, clientVector) }),
      )
    },
  }
}

/** An update that changes nothing. */
export const NOTHING = new Uint8Array([0, 0])

function covers(client: Map<number, number>, wanted: Map<number, number>): boolean {
  for (const [id, clock] of wanted) if ((client.get(id) ?? 0) < clock) return false
  return true
}
