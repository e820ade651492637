import { log } from '#app/platform/log.server.ts'
import type { DocumentCache } from './document-cache.ts'
import type { CachedDocument } from './cached-document.ts'
import { StoreError, type ChapterStore } from './chapter-store.ts'
import type { Threads } from './threads.ts'

const QUIET_MS = 2_000
const TYPING_MS = 10_000
const MANY_ROWS = 2_000
const MANY_BYTES = 512 * 1024

/** After the first fold of a chapter that fails it is left alone for this long, then twice as long each time. */
const ASIDE_MS = 30_000
const ASIDE_MOST_MS = 3_600_000

/** Folds the journals of open chapters in a thread of its own: when a text comes to rest, and now and then while it grows. */
export function startSnapshotter(
  threads: Pick<Threads, 'makeSnapshot'>,
  cache: Pick<DocumentCache, 'all' | 'at'>,
  store: Pick<ChapterStore, 'noteFault'>,
  now = Date.now,
) {
  const waiting = new Set<string>()
  let working: Promise<void> | null = null
  let stopped = false
  let restUntil = 0
  /** Chapters that could not be folded: how often, and until when they are left alone. */
  const aside = new Map<string, { failures: number; until: number }>()
  const counts = { snapshots: 0, millis: 0 }

  function isDue(cached: CachedDocument, now: number): boolean {
    const { rows, bytes, since } = cached.backlog
    if (rows === 0) return false
    // A large chapter costs more to fold, so it is folded less often while people type.
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
        aside.delete(chapter)
      } catch (error) {
        if (error instanceof StoreError && error.away) {
          log.debug({ err: error, chapter }, 'no snapshot of a chapter could be made; its journal stays')
          restUntil = now() + TYPING_MS
        } else await setAside(chapter, error)
      }
    }
  }

  /** It is the chapter's own fault: the others go on, and who leads it is told. */
  async function setAside(chapter: string, error: unknown) {
    const failures = (aside.get(chapter)?.failures ?? 0) + 1
    const pause = Math.min(ASIDE_MS * 2 ** (failures - 1), ASIDE_MOST_MS)
    aside.set(chapter, { failures, until: now() + pause })
    log.error(
      { err: error, chapter, failures, againInSeconds: pause / 1000 },
      'no snapshot of a chapter could be made; it is tried again later and its journal stays',
    )
    const reason = error instanceof Error ? error.message : String(error)
    await store.noteFault(chapter, reason).catch((failed: unknown) => {
      log.warn({ err: failed, chapter }, 'that a chapter was set aside could not be noted')
    })
  }

  function ask(chapter: string) {
    if (stopped || now() < (aside.get(chapter)?.until ?? 0)) return
    waiting.add(chapter)
    working ??= work().finally(() => (working = null))
  }

  const timer = setInterval(() => {
    const time = now()
    if (time < restUntil) return
    for (const cached of cache.all()) if (isDue(cached, time)) ask(cached.chapterId)
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
    stats: () => ({ ...counts, waiting: waiting.size, aside: aside.size }),
  }
}
