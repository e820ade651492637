import { Worker } from 'node:worker_threads'
import type { ServiceAddress } from '#app/platform/supabase-rest.server.ts'
import {
  differenceTo,
  findChapter,
  prepare,
  type FoundChapter,
  type PackedText,
  type Spread,
} from './copies.ts'
import { fairQueue } from './fair-queue.ts'
import type { FoldResult } from './folding.ts'
import type { LastGood } from './restore.ts'
import type { ChapterStore } from './store.ts'
import { workerThread } from './worker-thread.ts'

/** Heavy work on documents, away from the event loop. */
export type Threads = {
  find(chapter: string, knownFold?: number): Promise<FoundChapter>
  prepare(text: PackedText): Promise<Spread & { update: Uint8Array }>
  /** `who` asks: they take turns with everybody else. */
  difference(state: Uint8Array, clientVector: Uint8Array, who: string): Promise<Uint8Array>
  fold(chapter: string): Promise<FoldResult>
  lastGood(chapter: string): Promise<LastGood>
  close(): Promise<void>
}

export { Closed } from './worker-thread.ts'

/** However large a chapter is, folding it takes no longer than this, or it never ends. */
const FOLD_MS = 120_000

/** How many texts are compared at a time: chapters that are being opened wait for no more than these. */
const COMPARED_AT_ONCE = 1

/** Two threads of their own: one for who opens a chapter, one for folding, so that folding never makes anyone wait. */
export function startThreads(database: ServiceAddress): Threads {
  const start = (name: string) => () =>
    new Worker(new URL('./scribe-worker.ts', import.meta.url), {
      name,
      workerData: database,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 },
    })
  const librarian = workerThread('librarian', start('librarian'))
  const scribe = workerThread('scribe', start('scribe'), FOLD_MS)
  const comparing = fairQueue(COMPARED_AT_ONCE)
  return {
    find: (chapter, knownFold) => librarian.ask({ job: 'find', chapter, knownFold }) as Promise<FoundChapter>,
    prepare: (text) => librarian.ask({ job: 'prepare', text }) as ReturnType<Threads['prepare']>,
    difference: (state, clientVector, who) =>
      comparing(who, () => librarian.ask({ job: 'difference', state, clientVector }) as Promise<Uint8Array>),
    fold: (chapter) => scribe.ask({ job: 'fold', chapter }) as Promise<FoldResult>,
    lastGood: (chapter) => scribe.ask({ job: 'lastGood', chapter }) as Promise<LastGood>,
    close: async () => {
      await Promise.all([librarian.close(), scribe.close()])
    },
  }
}

/** The same work in this thread: for tests that bring a store of their own. */
export function withoutThreads(store: ChapterStore): Threads {
  let fold: Threads['fold'] | undefined
  return {
    find: (chapter, knownFold) => findChapter(store, chapter, knownFold),
    prepare,
    difference: async (state, clientVector) => differenceTo(state, clientVector),
    lastGood: async (chapter) => (await import('./restore.ts')).findLastGood(store, chapter),
    fold: async (chapter) => (fold ??= (await import('./folding.ts')).folder(store))(chapter),
    close: async () => {},
  }
}
