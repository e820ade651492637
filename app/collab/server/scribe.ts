import { log } from '#app/platform/log.server.ts'
import type { Librarian } from './librarian.ts'
import type { Shelf } from './shelf.ts'
import { StoreError } from './store.ts'
import type { Threads } from './threads.ts'

const QUIET_MS = 2_000
const TYPING_MS = 10_000
const MANY_ROWS = 2_000
const MANY_BYTES = 512 * 1024

/** Folds the journals of open chapters in a thread of its own: when a text comes to rest, and now and then while it grows. */
export function startScribe(threads: Pick<Threads, 'fold'>, librarian: Pick<Librarian, 'all' | 'at'>) {
  const waiting = new Set<string>()
  let working: Promise<void> | null = null
  let stopped = false
  let restUntil = 0
  const counts = { folds: 0, millis: 0 }

  function isDue(shelf: Shelf, now: number): boolean {
    const { rows, bytes, since } = shelf.unfolded
    if (rows === 0) return false
    // A large chapter costs more to fold, so it is folded less often while people type.
    const typing = TYPING_MS * Math.max(1, (shelf.copy?.state.length ?? 0) / (512 * 1024))
    if (rows >= MANY_ROWS || bytes >= MANY_BYTES) return now - since >= Math.min(typing, 2 * TYPING_MS) / 10
    return now - shelf.changedAt >= QUIET_MS || now - since >= typing
  }

  async function work() {
    while (!stopped && waiting.size > 0) {
      const chapter: string = waiting.values().next().value!
      waiting.delete(chapter)
      try {
        const result = await threads.fold(chapter)
        if (result.kind === 'folded') {
          counts.folds += 1
          counts.millis += result.millis
          librarian.at(chapter)?.replaceCopy(result.copy, new Set(result.upto))
        }
      } catch (error) {
        const away = error instanceof StoreError && error.away
        log[away ? 'debug' : 'error'](
          { err: error, chapter },
          'a chapter could not be folded; its journal stays',
        )
        restUntil = Date.now() + TYPING_MS
      }
    }
  }

  function ask(chapter: string) {
    if (stopped) return
    waiting.add(chapter)
    working ??= work().finally(() => (working = null))
  }

  const timer = setInterval(() => {
    const now = Date.now()
    if (now < restUntil) return
    for (const shelf of librarian.all()) if (isDue(shelf, now)) ask(shelf.chapterId)
  }, 500)
  timer.unref()

  return {
    /** Folds a chapter soon, whether it is open or not. */
    ask,
    async stop() {
      stopped = true
      clearInterval(timer)
      waiting.clear()
      await working
    },
    stats: () => ({ ...counts, waiting: waiting.size }),
  }
}
