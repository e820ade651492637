import type { TestInfo } from '@playwright/test'

/**
 * Where the machine is too slow for all of it by the time it must end,
 * what has not begun by then is left out, and counted as skipped.
 */
const endsAt = Number(process.env.TESTS_END_AT ?? Number.POSITIVE_INFINITY)

/** True once nothing more may begin: `TESTS_END_AT` (ms since 1970) has passed. Without it, never. */
export const timeIsOver = (): boolean => Date.now() > endsAt

/** The same for journeys: a fixture that leaves a journey out before anything is started for it. */
export const inTime: [
  (none: object, use: () => Promise<void>, info: TestInfo) => Promise<void>,
  { auto: true },
] = [
  async ({}, use, info) => {
    info.skip(timeIsOver(), 'no time was left')
    await use()
  },
  { auto: true },
]
