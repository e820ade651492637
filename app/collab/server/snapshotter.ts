import { log } from '#app/platform/log.server.ts'
import type { DocumentCache } from './document-cache.ts'
import type { CachedDocument } from './cached-document.ts'
import { StoreError, type ChapterStore } from './chapter-store.ts'
import type { Threads } from './threads.ts'

const QUIET_MS = 2_000
const TYPING_MS = 10_000
const MANY_ROWS = 2_000
const MANY_BYTES = 512 * 1024

/** The pause after the first failed snapshot of a chapter; it doubles with each further failure. */
const RETRY_MS = 30_000
const LONGEST_RETRY_MS = 3_600_000

/**
 * Has snapshots of open chapters made in a worker thread: when nobody has typed for a moment, and at intervals while people type.
 */
export function startSnapshotter(
  threads: Pick<Threads, 'makeSnapshot'>,
  cache: Pick<DocumentCache, 'all' | 'at'>,
  store: Pick<ChapterStore, 'noteFault'>,
  now = Date.now,
) {
  const waiting = new Set<string>()
  let working: Promise<void> | null = null
  let stopped = false
  let pausedUntil = 0
  /** Chapters of which no snapshot could be made: how often, and when to try again. */
  const failed = new Map<string, { failures: number; until: number }>()
  const counts = { snapshots: 0, millis: 0 }

  function isDue(cached: CachedDocument, now: number): boolean {
    const { rows, bytes, since } = cached.backlog
    if (rows === 0) return false
    // A snapshot of a large chapter costs more, so it is made less often while people type.
    const typing = TYPING_MS * Math.max(1, (cached.snapshot?.state.length ?? 0) / (512 * 1024))
    if (rows >= MANY_ROWS || bytes >= MANY_BYTES) return now - since >= Math.min(typing, 2 * TYPING_MS) / 10
    return now - cached.changedAt >= QUIET_MS || now - since >= typing
  }

  async function work() {
    while (!stopped && waiting.size > 0) {
      const chapter: string = waiting.values().next().value!
      waiting.delete(chapter)
      try {
        const result = await threads.makeSnapshot(chapter)
        if (result.kind === 'saved') {
          counts.snapshots += 1
          counts.millis += result.millis
          cache.at(chapter)?.replaceSnapshot(result.snapshot, new Set(result.rowIds))
        }
        failed.delete(chapter)
      } catch (error) {
        if (error instanceof StoreError && error.away) {
          log.debug({ err: error, chapter }, 'no snapshot of a chapter could be made; its journal stays')
          pausedUntil = now() + TYPING_MS
        } else await noteFailure(chapter, error)
      }
    }
  }

  /** The fault lies in the chapter itself: the others go on, and its lead editor is told. */
  async function noteFailure(chapter: string, error: unknown) {
    const failures = (failed.get(chapter)?.failures ?? 0) + 1
    const pause = Math.min(RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS)
    failed.set(chapter, { failures, until: now() + pause })
    log.error(
      { err: error, chapter, failures, againInSeconds: pause / 1000 },
      'no snapshot of a chapter could be made; it is tried again later and its journal stays',
    )
    const reason = error instanceof Error ? error.message : String(error)
    await store.noteFault(chapter, reason).catch((cause: unknown) => {
      log.warn({ err: cause, chapter }, 'a failed snapshot could not be noted')
    })
  }

  function ask(chapter: string) {
    if (stopped || now() < (failed.get(chapter)?.until ?? 0)) return
    waiting.add(chapter)
    working ??= work().finally(() => (working = null))
  }

  const timer = setInterval(() => {
    const time = now()
    if (time < pausedUntil) return
    for (const cached of cache.all()) if (isDue(cached, time)) ask(cached.chapterId)
  }, 500)
  timer.unref()

  return {
    /** Makes a snapshot of a chapter soon, whether it is open or not. */
    ask,
    async stop() {
      stopped = true
      clearInterval(timer)
      waiting.clear()
      await working
    },
    stats: () => ({ ...counts, waiting: waiting.size, failed: failed.size }),
  }
}
