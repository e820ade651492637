/** Entry of both threads: loads, compares and folds chapters as `threads.ts` asks. */
import { parentPort, workerData } from 'node:worker_threads'
import { serviceRest, type ServiceAddress } from '#app/platform/supabase-rest.server.ts'
import { keepIdsPlain } from '../plain-ids.ts'
import { differenceTo, findChapter, prepare } from './copies.ts'
import { StoreError, supabaseStore } from './store.ts'
import type { Answer, Task } from './thread-jobs.ts'
import type { Threads } from './threads.ts'

keepIdsPlain()
const store = supabaseStore(serviceRest(workerData as ServiceAddress))
// Only the thread that folds needs the grammar and the renderer.
let fold: Threads['fold'] | undefined
const port = parentPort!

async function work(task: Task): Promise<unknown> {
  switch (task.job) {
    case 'find':
      return findChapter(store, task.chapter, task.knownFold)
    case 'prepare':
      return prepare(task.text)
    case 'difference':
      return differenceTo(task.state, task.clientVector)
    case 'lastGood':
      return (await import('./restore.ts')).findLastGood(store, task.chapter)
    case 'fold':
      fold ??= (await import('./folding.ts')).folder(store)
      return fold(task.chapter)
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
