/** Entry of both threads: loads, compares and folds chapters as `threads.ts` asks. */
import { parentPort } from 'node:worker_threads'
import { differenceTo, folder, loadChapter } from './folding.ts'
import { StoreError, supabaseStore } from './store.ts'
import type { Answer, Task } from './threads.ts'

const store = supabaseStore()
const fold = folder(store)
const port = parentPort!

function work(task: Task): Promise<unknown> | unknown {
  if (task.job === 'load') return loadChapter(store, task.chapter)
  if (task.job === 'fold') return fold(task.chapter)
  return differenceTo(task.state, task.clientVector)
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
