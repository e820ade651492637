import { Worker } from 'node:worker_threads'
import type { ServiceAddress } from '#app/platform/supabase-rest.server.ts'
import {
  differenceTo,
  readChapter,
  prepareSnapshot,
  type StoredChapter,
  type ChapterSnapshot,
  type SyncState,
} from './packed-snapshots.ts'
import { fairQueue } from './fair-queue.ts'
import type { SnapshotResult } from './make-snapshot.ts'
import type { LastGood } from './restore.ts'
import type { ChapterStore } from './chapter-store.ts'
import { workerThread } from './worker-thread.ts'

/** Heavy work on documents, done in worker threads. */
export type Threads = {
  find(chapter: string, knownVersion?: number): Promise<StoredChapter>
  prepare(text: ChapterSnapshot): Promise<SyncState & { update: Uint8Array }>
  /** `who` names the person who asks: people are served in turn. */
  difference(state: Uint8Array, clientVector: Uint8Array, who: string): Promise<Uint8Array>
  makeSnapshot(chapter: string): Promise<SnapshotResult>
  lastGood(chapter: string): Promise<LastGood>
  close(): Promise<void>
}

export { Closed } from './worker-thread.ts'

/** A snapshot that takes longer than this is given up. */
const SNAPSHOT_MS = 120_000

/** How many differences are computed at a time. Chapters that are being opened wait for no more than these. */
const DIFFERENCES_AT_ONCE = 1

/** Starts two threads: one loads chapters, the other makes snapshots, so that nobody waits for a snapshot. */
export function startThreads(database: ServiceAddress): Threads {
  const start = (name: string) => () =>
    new Worker(new URL('./document-worker.ts', import.meta.url), {
      name,
      workerData: database,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 },
    })
  const loader = workerThread('loader', start('loader'))
  const snapshotter = workerThread('snapshotter', start('snapshotter'), SNAPSHOT_MS)
  const differences = fairQueue(DIFFERENCES_AT_ONCE)
  return {
    find: (chapter, knownVersion) =>
      loader.ask({ job: 'find', chapter, knownVersion }) as Promise<StoredChapter>,
    prepare: (text) => loader.ask({ job: 'prepare', text }) as ReturnType<Threads['prepare']>,
    difference: (state, clientVector, who) =>
      differences(who, () => loader.ask({ job: 'difference', state, clientVector }) as Promise<Uint8Array>),
    makeSnapshot: (chapter) => snapshotter.ask({ job: 'makeSnapshot', chapter }) as Promise<SnapshotResult>,
    lastGood: (chapter) => snapshotter.ask({ job: 'lastGood', chapter }) as Promise<LastGood>,
    close: async () => {
      await Promise.all([loader.close(), snapshotter.close()])
    },
  }
}

/** Does the same work in this thread: for tests with their own store. */
export function withoutThreads(store: ChapterStore): Threads {
  let makeSnapshot: Threads['makeSnapshot'] | undefined
  return {
    find: (chapter, knownVersion) => readChapter(store, chapter, knownVersion),
    prepare: prepareSnapshot,
    difference: async (state, clientVector) => differenceTo(state, clientVector),
    lastGood: async (chapter) => (await import('./restore.ts')).findLastGood(store, chapter),
    makeSnapshot: async (chapter) =>
      (makeSnapshot ??= (await import('./make-snapshot.ts')).snapshotMaker(store))(chapter),
    close: async () => {},
  }
}
