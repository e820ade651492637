import type { ChapterLimits } from './chapter-size.ts'
import type { UpdateLimits } from './update-reader.ts'

/**
 * What one update may hold (decision 021). The large chapter of the bench, all of it in one update, has 219,460 structs of
 * twenty clients and 52,780 deletions; a long chapter has a few thousand elements.
 */
export const UPDATE_LIMITS: UpdateLimits = {
  structs: 250_000,
  types: 30_000,
  clients: 2_000,
  deletions: 250_000,
}

/** What a chapter may hold: about five times the large one of the bench, and what folding it takes in memory. */
export const CHAPTER_LIMITS: ChapterLimits = { structs: 1_000_000, types: 60_000, characters: 10_000_000 }

/** What is read again of what was stored before: rows bring together what came within a moment, and what was deleted since. */
export const STORED_LIMITS: UpdateLimits = {
  structs: 2_000_000,
  types: 120_000,
  clients: 100_000,
  deletions: 2_000_000,
}

/** What one client may ask of the wire. Over a limit only that connection is closed, with a code that says why. */
export const LIMITS = {
  messageBytes: 8 * 1024 * 1024,
  /** Sustained, and how many at once. A fast typist with an input method makes about 60. */
  messagesPerSecond: 200,
  messageBurst: 1_000,
  /** The same in bytes: a large chapter that was written offline comes at once, and then nothing as large. */
  bytesPerSecond: 1024 * 1024,
  byteBurst: 32 * 1024 * 1024,
  /** The same in structs of updates, which is what taking them costs. */
  structsPerSecond: 20_000,
  structBurst: 800_000,
  update: UPDATE_LIMITS,
  chapter: CHAPTER_LIMITS,
  /** Between two answers to what a connection says that it has. */
  answerPauseMs: 1_000,
  connectionsPerPerson: 30,
  connectionsPerChapter: 300,
  documentsPerSocket: 50,
  /** Before a ticket was accepted: what a socket may send, all such sockets together, how many they are, and for how long. */
  pendingBytes: 1024 * 1024,
  pendingBytesTotal: 64 * 1024 * 1024,
  pendingSockets: 2_000,
  pendingMs: 30_000,
  /** Messages that wait for a document to open. */
  heldMessages: 1_000,
  heldBytes: 16 * 1024 * 1024,
  /** What a connection may leave unread before it is let go. */
  unreadBytes: 64 * 1024 * 1024,
}
export type Limits = typeof LIMITS

/** A tokenBucket that refills over time: `take` says whether one more, or `n`, is allowed. */
export function tokenBucket(perSecond: number, burst: number, now: () => number = Date.now) {
  let left = burst
  let at = now()
  return {
    take(n = 1): boolean {
      const time = now()
      left = Math.min(burst, left + ((time - at) / 1000) * perSecond)
      at = time
      if (left < n) return false
      left -= n
      return true
    },
  }
}
