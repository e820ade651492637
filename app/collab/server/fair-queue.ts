/**
 * Runs at most `atOnce` jobs at a time and serves the callers in turn, so that a caller with many jobs delays only their own.
 */
export function fairQueue(atOnce: number) {
  /** Waiting jobs by caller. The caller whose turn is next comes first. */
  const waiting = new Map<string, (() => void)[]>()
  let running = 0

  function next() {
    while (running < atOnce) {
      const first = waiting.entries().next().value
      if (!first) return
      const [who, jobs] = first
      const job = jobs.shift()!
      waiting.delete(who)
      if (jobs.length > 0) waiting.set(who, jobs)
      running += 1
      job()
    }
  }

  return <T>(who: string, job: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const start = () =>
        void job()
          .then(resolve, reject)
          .finally(() => {
            running -= 1
            next()
          })
      const jobs = waiting.get(who)
      if (jobs) jobs.push(start)
      else waiting.set(who, [start])
      next()
    })
}
