import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10

/** Watches the event loop of this process. The function returns its longest delay, in ms, since it was last called. */
export function watchEventLoop(): () => number {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return () => {
    const longest = delay.max / 1e6 - RESOLUTION_MS
    delay.reset()
    return Math.max(0, longest)
  }
}
