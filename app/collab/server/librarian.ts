import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE } from '../protocol.ts'
import type { FoldedCopy, FoundChapter, PackedCopy } from './copies.ts'
import { mergeMany } from './merge.ts'
import { Refusal } from './refusal.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { Closed, type Threads } from './threads.ts'

/** Below this, encoding a document on the event loop costs less than the way around it. */
const SMALL_BYTES = 64 * 1024

/** How long after fetching a snapshot somebody is believed to join with it. */
const FETCHED_MS = 60_000

/** What a client gets for its state vector: first `ahead` as an update, then `rest` as step 2. */
export type SyncAnswer = { ahead: Uint8Array | null; rest: Uint8Array }

/** Who waits for a chapter that is being loaded, with what they have of it. */
export type EarlyReader = {
  personId: string
  /** Their state vector; null while they have not said. */
  vector(): Uint8Array | null
  greet(rest: Uint8Array): void
}

export type Librarian = ReturnType<typeof keepShelves>

/** Loads chapters into documents and answers who opens them, from bytes that were prepared off the event loop. */
export function keepShelves(
  threads: Pick<Threads, 'find' | 'prepare' | 'difference'>,
  smallBytes = SMALL_BYTES,
) {
  const shelves = new Map<string, Shelf>()
  const early = new Map<string, Set<EarlyReader>>()

  /** Who was given which copy lately; the oldest first. */
  const fetched = new Map<string, { chapterId: string; copy: PackedCopy; at: number }>()

  /** The newest copy that somebody was given who will join in a moment: it need not be read twice. */
  function atHand(chapterId: string): PackedCopy | undefined {
    const now = Date.now()
    let newest: PackedCopy | undefined
    for (const given of fetched.values()) {
      if (given.chapterId !== chapterId || now - given.at > FETCHED_MS) continue
      if (!newest || given.copy.fold > newest.fold) newest = given.copy
    }
    return newest
  }

  /**
   * Gives those who wait and hold this very fold what the database has beyond it. What they say they have is answered
   * once more when the chapter is open.
   */
  function greetEarly(chapterId: string, copy: PackedCopy, rows: FoundChapter['tail']) {
    const wanted = Y.decodeStateVector(copy.stateVector)
    const rest = rows.length > 0 ? mergeMany(rows.map((row) => row.update)) : NOTHING
    for (const reader of early.get(chapterId) ?? []) {
      const given = fetched.get(`${reader.personId} ${chapterId}`)
      if (given?.copy.fold !== copy.fold || Date.now() - given.at > FETCHED_MS) continue
      try {
        const vector = reader.vector()
        if (!vector || !covers(Y.decodeStateVector(vector), wanted)) continue
        reader.greet(rest)
      } catch {
        // What is no state vector is dealt with when the chapter is open.
      }
    }
  }

  return {
    /**
     * Fills a new document. Refuses, so that a client comes back later, when the chapter could not be read:
     * a blank document in place of a chapter would be taken for the chapter.
     */
    async load(document: Document): Promise<Shelf> {
      const chapterId = chapterOf(document.name)
      if (!chapterId) throw new Refusal(CLOSE.noAccess)
      const failed = (error: unknown): never => {
        if (error instanceof Closed) {
          log.debug({ chapter: chapterId }, 'a chapter was no longer loaded: the portal is closing')
          throw new Refusal(CLOSE.goingAway)
        }
        log.error({ err: error, chapter: chapterId }, 'a chapter could not be loaded')
        throw new Refusal(CLOSE.loadFailed)
      }
      const given = atHand(chapterId)
      const { exists, known, copy: found, tail } = await threads.find(chapterId, given?.fold).catch(failed)
      const copy = known && given ? given : found
      if (!exists) throw new Refusal(CLOSE.chapterGone)
      let folded: FoldedCopy | null = null
      if (copy) {
        // The document fills while they are writing already.
        greetEarly(chapterId, copy, tail)
        const { update, ...spread } = await threads.prepare(copy.packed, copy.stateVector).catch(failed)
        Y.applyUpdateV2(document, update)
        folded = { ...copy, ...spread }
      }
      document.transact(() => {
        for (const { update } of tail) Y.applyUpdate(document, update)
      })
      const shelf = openShelf(chapterId, document, { copy: folded, tail })
      shelves.set(chapterId, shelf)
      document.once('destroy', () => {
        if (shelves.get(chapterId) === shelf) shelves.delete(chapterId)
      })
      return shelf
    },

    /** Somebody was given the folded text and will join in a moment. */
    noteFetched(personId: string, chapterId: string, copy: PackedCopy) {
      const now = Date.now()
      fetched.delete(`${personId} ${chapterId}`)
      fetched.set(`${personId} ${chapterId}`, { chapterId, copy, at: now })
      for (const [name, { at }] of fetched) {
        if (now - at <= FETCHED_MS) break
        fetched.delete(name)
      }
    },

    /** Somebody waits for a chapter to open; call the answer when they no longer do. */
    wait(chapterId: string, reader: EarlyReader): () => void {
      const waiting = early.get(chapterId) ?? new Set()
      early.set(chapterId, waiting.add(reader))
      return () => {
        if (waiting.delete(reader) && waiting.size === 0) early.delete(chapterId)
      }
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
