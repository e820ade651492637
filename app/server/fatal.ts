import { log } from '#app/platform/log.server.ts'

type Process = Pick<NodeJS.Process, 'on' | 'exit'>

/**
 * Ends the process in an orderly way after an error that nobody caught: it is logged, `stop` stores what is in flight and
 * stops the database, and the exit code is 1, so that a supervisor starts the portal again. What the process holds in memory
 * cannot be trusted after such an error, so that it does not go on.
 */
export function endAfterUncaughtErrors(stop: () => Promise<void>, process: Process = globalThis.process) {
  let ending = false
  const end = (kind: string) => (thrown: unknown) => {
    log.fatal({ err: thrown }, `${kind}; the portal ends`)
    // An error while it ends is logged; the end is under way.
    if (ending) return
    ending = true
    stop()
      .catch((failure: unknown) => log.error({ err: failure }, 'the portal could not stop in order'))
      .finally(() => process.exit(1))
  }
  process.on('uncaughtException', end('an error that nobody caught'))
  process.on('unhandledRejection', end('a rejected promise that nobody awaited'))
}
