import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10

/** Watches this process' event loop: for how many ms it was busy at most, since it was last asked. */
export function turns(): () => number {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return () => {
    const longest = delay.max / 1e6 - RESOLUTION_MS
    delay.reset()
    return Math.max(0, longest)
  }
}
