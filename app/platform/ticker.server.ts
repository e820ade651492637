import { log } from './log.server.ts'

export type Ticker = { stop(): Promise<void> }
export type Job = {
  name: string
  /** Milliseconds between the end of one run and the start of the next. */
  every: number
  /** Returns true when there is more to do at once. */
  run(): Promise<boolean | void>
}

const slowest = 30_000

/** Runs a job over and over, one run at a time. A run that fails is logged, and the pause grows until one succeeds. */
export function startTicker({ name, every, run }: Job): Ticker {
  let stopped = false
  let wake = () => {}
  let failures = 0

  async function loop() {
    while (!stopped) {
      let more = false
      try {
        more = (await run()) === true
        failures = 0
      } catch (error) {
        failures += 1
        // Said once: a database that is away for an hour need not fill the log.
        if (failures === 1) {
          log.error(
            { job: name, error: error instanceof Error ? error.message : String(error) },
            'a job failed',
          )
        }
      }
      if (!stopped && !more)
        await pause(failures ? Math.min(slowest, every * 2 ** Math.min(failures, 10)) : every)
    }
  }

  function pause(milliseconds: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const running = loop()
  return {
    stop() {
      stopped = true
      wake()
      return running
    },
  }
}
