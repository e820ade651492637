import type { Worker } from 'node:worker_threads'
import { log } from '#app/platform/log.server.ts'
import { StoreError } from './chapter-store.ts'
import type { Answer, Job, Task } from './thread-jobs.ts'

/** Rejects a job because the thread is closed. */
export class Closed extends StoreError {
  constructor(thread: string) {
    super(`the ${thread} thread is closed`, true)
    this.name = 'Closed'
  }
}

/** Rejects a job that ended its thread while no other job was running. Another attempt would end the next thread too. */
export class EndedItsThread extends StoreError {
  constructor(thread: string) {
    super(`the ${thread} thread ended`, false)
    this.name = 'EndedItsThread'
  }
}

type Asked = { job: Job; resolve(value: unknown): void; reject(error: Error): void }

/**
 * A worker thread that is started again when it ends, mostly because of a lack of memory. The cause may be any of the jobs
 * under way, so each of them is repeated alone. The job that ends the thread again is rejected; the others only take longer.
 */
export function workerThread(name: string, start: () => Worker, mostMs = Infinity) {
  const underWay = new Map<number, Asked>()
  /** Jobs that were under way when the thread ended and are to be repeated alone. */
  const again: Asked[] = []
  let alone: Asked | null = null
  let worker: Worker | undefined
  let next = 0
  let closed = false
  // Started now, so that the first chapter does not wait for it.
  worker = begin()

  function begin(): Worker {
    const made = start()
    made.unref()
    made.on('message', ({ id, value, error }: Answer) => {
      const asked = underWay.get(id)
      if (!asked) return
      underWay.delete(id)
      if (error) asked.reject(new StoreError(error.message, error.away))
      else asked.resolve(value)
      if (asked === alone) alone = null
      if (!alone) tryAgain()
    })
    made.on('error', (error) => log.error({ err: error, thread: name }, 'a thread ended'))
    made.on('exit', () => {
      if (worker === made) worker = undefined
      const lost = [...underWay.values()]
      underWay.clear()
      for (const asked of lost) {
        if (closed) asked.reject(new Closed(name))
        else if (asked === alone) asked.reject(new EndedItsThread(name))
        else again.push(asked)
      }
      alone = null
      if (!closed) tryAgain()
    })
    return made
  }

  /** Repeats the next job alone, once no other job is under way. */
  function tryAgain() {
    if (again.length === 0 || underWay.size > 0) return
    alone = again.shift()!
    send(alone)
  }

  function send(asked: Asked) {
    const made = (worker ??= begin())
    const id = (next += 1)
    underWay.set(id, asked)
    made.postMessage({ ...asked.job, id } satisfies Task)
    if (mostMs === Infinity) return
    const late = setTimeout(() => underWay.get(id) === asked && giveUp(made), mostMs)
    late.unref()
    const [resolve, reject] = [asked.resolve, asked.reject]
    asked.resolve = (value) => (clearTimeout(late), resolve(value))
    asked.reject = (error) => (clearTimeout(late), reject(error))
  }

  function giveUp(made: Worker) {
    log.error({ thread: name, mostMs }, 'a thread took too long and is ended')
    void made.terminate()
  }

  return {
    ask(job: Job): Promise<unknown> {
      if (closed) return Promise.reject(new Closed(name))
      return new Promise((resolve, reject) => {
        const asked = { job, resolve, reject }
        // While a job is repeated alone, others wait: otherwise they could be the cause as well.
        if (alone || again.length > 0) again.push(asked)
        else send(asked)
      })
    },
    async close() {
      closed = true
      for (const asked of again.splice(0)) asked.reject(new Closed(name))
      await worker?.terminate()
    },
  }
}
