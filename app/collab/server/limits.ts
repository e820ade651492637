/** What one client may ask of the wire. Over a limit only that connection is closed, with a code that says why. */
export const LIMITS = {
  messageBytes: 8 * 1024 * 1024,
  /** Sustained, and how many at once. A fast typist with an input method makes about 60. */
  messagesPerSecond: 200,
  messageBurst: 1_000,
  /** Between two answers to what a connection says that it has. */
  answerPauseMs: 1_000,
  connectionsPerPerson: 30,
  connectionsPerChapter: 300,
  documentsPerSocket: 50,
  /** Messages that wait for a document to open. */
  heldMessages: 1_000,
  heldBytes: 16 * 1024 * 1024,
  /** What a connection may leave unread before it is let go. */
  unreadBytes: 64 * 1024 * 1024,
}
export type Limits = typeof LIMITS

/** A bucket that refills over time: `take` says whether one more is allowed. */
export function bucket(perSecond: number, burst: number, now: () => number = Date.now) {
  let left = burst
  let at = now()
  return {
    take(): boolean {
      const time = now()
      left = Math.min(burst, left + ((time - at) / 1000) * perSecond)
      at = time
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
