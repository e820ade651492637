/** Milliseconds on the machine's monotonic clock: the same in every process, untouched by changes of the time of day. */
const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now()

export function now(): number {
  return performance.now() + offset
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Looks again and again until `look` says yes; false when `ms` ran out first. */
export async function until(
  look: () => boolean | Promise<boolean>,
  ms: number,
  every = 20,
): Promise<boolean> {
  const end = now() + ms
  while (!(await look())) {
    if (now() > end) return false
    await pause(every)
  }
  return true
}
