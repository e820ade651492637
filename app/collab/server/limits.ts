import type { ChapterLimits } from './chapter-size.ts'
import type { UpdateLimits } from './update-structs.ts'

/**
 * Limits of one update (decision 021). The large chapter of the benchmark, as one update, has 219,460 structs of twenty
 * clients and 52,780 deletions. A long chapter has a few thousand elements.
 */
export const UPDATE_LIMITS: UpdateLimits = {
  structs: 250_000,
  types: 30_000,
  clients: 2_000,
  deletions: 250_000,
}

/** Limits of a chapter: about five times the large one of the benchmark, which a snapshot can still hold in memory. */
export const CHAPTER_LIMITS: ChapterLimits = { structs: 1_000_000, types: 60_000, characters: 10_000_000 }

/** Limits of what was stored earlier: a journal row merges several updates, and later deletions are added. */
export const STORED_LIMITS: UpdateLimits = {
  structs: 2_000_000,
  types: 120_000,
  clients: 100_000,
  deletions: 2_000_000,
}

/** Limits of one client. A connection beyond a limit is closed with a code that says why; others are not affected. */
export const LIMITS = {
  messageBytes: 8 * 1024 * 1024,
  /** A fast typist with an input method sends about 60 messages a second. */
  messagesPerSecond: 200,
  messageBurst: 1_000,
  /** The burst allows for a large chapter that was written offline and arrives at once. */
  bytesPerSecond: 1024 * 1024,
  byteBurst: 32 * 1024 * 1024,
  /** Structs determine what applying an update costs. */
  structsPerSecond: 20_000,
  structBurst: 800_000,
  update: UPDATE_LIMITS,
  chapter: CHAPTER_LIMITS,
  /** The pause between two answers to step 1 of one connection. */
  answerPauseMs: 1_000,
  connectionsPerPerson: 30,
  connectionsPerChapter: 300,
  documentsPerSocket: 50,
  /** Sockets without an accepted ticket: bytes of one, bytes of all, how many, and for how long. */
  pendingBytes: 1024 * 1024,
  pendingBytesTotal: 64 * 1024 * 1024,
  pendingSockets: 2_000,
  pendingMs: 30_000,
  /** Messages of a channel that wait until its document is open. */
  heldMessages: 1_000,
  heldBytes: 16 * 1024 * 1024,
  /** A connection that leaves more than this unread is closed. */
  unreadBytes: 64 * 1024 * 1024,
}
export type Limits = typeof LIMITS

/** A token bucket: `take` says whether one more unit, or `n`, is allowed now. */
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
