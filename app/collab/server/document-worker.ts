/** Entry point of both worker threads; `threads.ts` gives them their jobs. */
import { parentPort, workerData } from 'node:worker_threads'
import { serviceRest, type ServiceAddress } from '#app/platform/supabase-rest.server.ts'
import { keepIdFieldsFast } from '../yjs-id-fields.ts'
import { differenceTo, readChapter, prepareSnapshot } from './packed-snapshots.ts'
import { StoreError, supabaseStore } from './chapter-store.ts'
import type { Answer, Task } from './thread-jobs.ts'
import type { Threads } from './threads.ts'

keepIdFieldsFast()
const store = supabaseStore(serviceRest(workerData as ServiceAddress))
// Imported on demand: only the thread that makes snapshots needs the grammar and the renderer.
let makeSnapshot: Threads['makeSnapshot'] | undefined
const port = parentPort!

async function work(task: Task): Promise<unknown> {
  switch (task.job) {
    case 'find':
      return readChapter(store, task.chapter, task.knownVersion)
    case 'prepare':
      return prepareSnapshot(task.text)
    case 'difference':
      return differenceTo(task.state, task.clientVector)
    case 'lastGood':
      return (await import('./restore.ts')).findLastGood(store, task.chapter)
    case 'makeSnapshot':
      makeSnapshot ??= (await import('./make-snapshot.ts')).snapshotMaker(store)
      return makeSnapshot(task.chapter)
  }
}

port.on('message', async (task: Task) => {
  let answer: Answer
  try {
    answer = { id: task.id, value: await work(task) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    answer = { id: task.id, error: { message, away: error instanceof StoreError && error.away } }
  }
  port.postMessage(answer)
})
