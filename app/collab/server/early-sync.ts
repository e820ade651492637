import * as Y from 'yjs'
import { totalClock, covers } from '../state-vectors.ts'
import type { StoredChapter, PackedSnapshot } from './packed-snapshots.ts'
import { mergeMany } from './merge-updates.ts'

/** How long after fetching a folded text somebody is believed to join with it. */
const GIVEN_MS = 60_000
/** Taking in a text that has seen so many letters keeps a page busy long enough to leave it the processor. */
const HEAVY_CLOCKS = 200_000
/** Who has all there is does not wait for the portal's own document: it is filled when they speak, or after this. */
const REST_MS = 700

/** Who waits for a chapter that is being opened, with what they have of it. */
export type WaitingClient = {
  personId: string
  /** Their state vector; null while they have not said. */
  vector(): Uint8Array | null
  greet(rest: Uint8Array): void
}

type Opening = { snapshot: PackedSnapshot; rest: Uint8Array; greeted: Set<WaitingClient>; wanted(): void }

/** An update that changes nothing. */
export const NOTHING = new Uint8Array([0, 0])

/** Where people wait for a chapter that is being opened. Who brings its newest folded text is told the rest at once. */
export function createEarlySync({ heavyClocks = HEAVY_CLOCKS, restMs = REST_MS } = {}) {
  const waiting = new Map<string, Set<WaitingClient>>()
  const openings = new Map<string, Opening>()
  /** Who was given which text lately; the oldest first. */
  const given = new Map<string, { chapterId: string; snapshot: PackedSnapshot; at: number }>()

  /** What they say they have is answered once more when the chapter is open. */
  function greet(chapterId: string, reader: WaitingClient, { snapshot, rest, greeted }: Opening) {
    const theirs = given.get(`${reader.personId} ${chapterId}`)
    if (theirs?.snapshot.version !== snapshot.version || Date.now() - theirs.at > GIVEN_MS) return
    try {
      const vector = reader.vector()
      if (!vector || !covers(Y.decodeStateVector(vector), Y.decodeStateVector(snapshot.stateVector))) return
      reader.greet(rest)
      greeted.add(reader)
    } catch {
      // What is no state vector is dealt with when the chapter is open.
    }
  }

  let forgetting: NodeJS.Timeout | undefined
  function forgetOld() {
    clearTimeout(forgetting)
    forgetting = undefined
    for (const [name, { at }] of given) {
      if (Date.now() - at < GIVEN_MS) break
      given.delete(name)
    }
    if (given.size > 0) forgetting = setTimeout(forgetOld, GIVEN_MS).unref()
  }

  return {
    /** Somebody was given the folded text and will join in a moment. */
    noteGiven(personId: string, chapterId: string, snapshot: PackedSnapshot) {
      // Each of a hundred who come at once has read a snapshot of their own; one is kept.
      const same =
        [...given.values()].find((other) => other.snapshot.etag === snapshot.etag)?.snapshot ?? snapshot
      given.delete(`${personId} ${chapterId}`)
      given.set(`${personId} ${chapterId}`, { chapterId, snapshot: same, at: Date.now() })
      forgetOld()
    },

    /** How many are believed to join with a text. */
    kept: () => given.size,

    /** The newest text that somebody was given who will join in a moment: it need not be read twice. */
    atHand(chapterId: string): PackedSnapshot | undefined {
      const now = Date.now()
      let newest: PackedSnapshot | undefined
      for (const { chapterId: of, snapshot, at } of given.values()) {
        if (of !== chapterId || now - at > GIVEN_MS) continue
        if (!newest || snapshot.version > newest.version) newest = snapshot
      }
      return newest
    },

    /** Somebody waits for a chapter to open. */
    wait(chapterId: string, reader: WaitingClient) {
      const readers = waiting.get(chapterId) ?? new Set()
      waiting.set(chapterId, readers.add(reader))
      return {
        /** They said something: what they have, or more than that. */
        spoke() {
          const opening = openings.get(chapterId)
          if (!opening) return
          const known = opening.greeted.has(reader)
          if (!known) greet(chapterId, reader, opening)
          if (known || !opening.greeted.has(reader)) opening.wanted()
        },
        /** They no longer wait. */
        stop() {
          if (!readers.delete(reader) || readers.size > 0) return
          waiting.delete(chapterId)
          openings.get(chapterId)?.wanted()
        },
      }
    },

    /** A chapter is being opened: who holds this very text is given what the database has beyond it. */
    open(chapterId: string, snapshot: PackedSnapshot, rows: StoredChapter['tail']) {
      const { promise, resolve: wanted } = Promise.withResolvers<void>()
      const opening: Opening = { snapshot, rest: NOTHING, greeted: new Set(), wanted }
      const readers = () => waiting.get(chapterId) ?? new Set()
      /** The database has more by now, or something else. */
      function renew(newer: PackedSnapshot, newerRows: StoredChapter['tail']) {
        opening.snapshot = newer
        opening.rest = newerRows.length > 0 ? mergeMany(newerRows.map(({ update }) => update)) : NOTHING
        for (const reader of readers()) if (!opening.greeted.has(reader)) greet(chapterId, reader, opening)
      }
      renew(snapshot, rows)
      openings.set(chapterId, opening)
      return {
        renew,
        /**
         * When the text is a large one and nobody lacks anything, waits until the document itself is wanted: they are
         * taking the text in, often on the same processor, and the portal doing the same would hold up both. True after
         * such a wait: the chapter may have changed.
         */
        async rested(): Promise<boolean> {
          if (readers().size === 0 || opening.greeted.size < readers().size) return false
          if (totalClock(Y.decodeStateVector(snapshot.stateVector)) < heavyClocks) return false
          const late = setTimeout(wanted, restMs)
          await promise
          clearTimeout(late)
          return true
        },
        /** The document is there, or will not be. */
        done() {
          if (openings.get(chapterId) === opening) openings.delete(chapterId)
        },
      }
    },
  }
}
