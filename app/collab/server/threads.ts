import { Worker } from 'node:worker_threads'
import { log } from '#app/platform/log.server.ts'
import type { ServiceAddress } from '#app/platform/supabase-rest.server.ts'
import { differenceTo, findChapter, prepare, type FoundChapter, type Spread } from './copies.ts'
import { fairQueue } from './fair-queue.ts'
import type { FoldResult } from './folding.ts'
import { StoreError, type ChapterStore } from './store.ts'

/** Heavy work on documents, away from the event loop. */
export type Threads = {
  find(chapter: string, knownFold?: number): Promise<FoundChapter>
  prepare(packed: Uint8Array, stateVector: Uint8Array): Promise<Spread & { update: Uint8Array }>
  /** `who` asks: they take turns with everybody else. */
  difference(state: Uint8Array, clientVector: Uint8Array, who: string): Promise<Uint8Array>
  fold(chapter: string): Promise<FoldResult>
  close(): Promise<void>
}

export type Job =
  | { job: 'find'; chapter: string; knownFold: number | undefined }
  | { job: 'prepare'; packed: Uint8Array; stateVector: Uint8Array }
  | { job: 'difference'; state: Uint8Array; clientVector: Uint8Array }
  | { job: 'fold'; chapter: string }
export type Task = Job & { id: number }
export type Answer = { id: number; value?: unknown; error?: { message: string; away: boolean } }

/** What was asked of a thread that the portal has let go: it is closing. */
export class Closed extends StoreError {
  constructor(thread: string) {
    super(`the ${thread} thread is closed`, true)
    this.name = 'Closed'
  }
}

/** How many texts are compared at a time: chapters that are being opened wait for no more than these. */
const COMPARED_AT_ONCE = 1

/** Two threads of their own: one for who opens a chapter, one for folding, so that folding never makes anyone wait. */
export function startThreads(database: ServiceAddress): Threads {
  const librarian = thread('librarian', database)
  const scribe = thread('scribe', database)
  const comparing = fairQueue(COMPARED_AT_ONCE)
  return {
    find: (chapter, knownFold) => librarian.ask({ job: 'find', chapter, knownFold }) as Promise<FoundChapter>,
    prepare: (packed, stateVector) =>
      librarian.ask({ job: 'prepare', packed, stateVector }) as ReturnType<Threads['prepare']>,
    difference: (state, clientVector, who) =>
      comparing(who, () => librarian.ask({ job: 'difference', state, clientVector }) as Promise<Uint8Array>),
    fold: (chapter) => scribe.ask({ job: 'fold', chapter }) as Promise<FoldResult>,
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
    fold: async (chapter) => (fold ??= (await import('./folding.ts')).folder(store))(chapter),
    close: async () => {},
  }
}

function thread(name: string, database: ServiceAddress) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 0
  let closed = false
  // At once: whoever opens the first chapter should not wait for it.
  let worker: Worker | undefined = start()

  function start(): Worker {
    const made = new Worker(new URL('./scribe-worker.ts', import.meta.url), {
      name,
      workerData: database,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 },
    })
    made.unref()
    made.on('message', ({ id, value, error }: Answer) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (error) asked?.reject(new StoreError(error.message, error.away))
      else asked?.resolve(value)
    })
    made.on('error', (error) => log.error({ err: error, thread: name }, 'a thread ended'))
    made.on('exit', () => {
      if (worker === made) worker = undefined
      for (const asked of waiting.values())
        asked.reject(closed ? new Closed(name) : new StoreError(`the ${name} thread ended`, true))
      waiting.clear()
    })
    return made
  }

  return {
    ask(job: Job): Promise<unknown> {
      if (closed) return Promise.reject(new Closed(name))
      worker ??= start()
      const id = (next += 1)
      worker.postMessage({ ...job, id } satisfies Task)
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
