import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attemptLimits } from '#app/server/limits.ts'
import { startRedis, whyNoRedis } from './redis.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

const missing = whyNoRedis()
if (missing) console.warn(`skipped: attempts counted by two processes. ${missing}`)

describe.skipIf(missing)('attempts are counted by all processes together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-faults-'))
  let redis: Awaited<ReturnType<typeof startRedis>>
  let limits: Awaited<ReturnType<typeof attemptLimits>>[]
  beforeAll(async () => {
    redis = await startRedis(folder)
    limits = await Promise.all([attemptLimits(redis.url), attemptLimits(redis.url)])
  })
  afterAll(() => {
    for (const each of limits) each.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const attempt = (n: number, account: string) =>
    limits[n % 2]!.tooMany('sign-in', { address: `192.0.2.${n}` }, `${account}@quay.example`)

  test('ten tries at two processes are ten tries, and a success at one counts at the other', async () => {
    // Only once both hear each other: a try before that is counted by one of them alone.
    await expect
      .poll(async () => {
        await limits[0]!.succeeded('sign-in', { address: '' }, 'heard@quay.example')
        for (let n = 0; n < 10; n++) await attempt(0, 'heard')
        return attempt(1, 'heard')
      })
      .toBe(true)
    for (let n = 0; n < 10; n++) expect(await attempt(n, 'ada')).toBe(false)
    expect(await attempt(10, 'ada')).toBe(true)
    expect(await attempt(11, 'ada')).toBe(true)
    await limits[0]!.succeeded('sign-in', { address: '192.0.2.1' }, 'ada@quay.example')
    expect(await attempt(1, 'ada')).toBe(false)
  })

  test('without Redis each process counts on alone, and answers at once', async () => {
    await redis.stop()
    const started = performance.now()
    for (let n = 0; n < 20; n++) expect(await attempt(n, 'bela')).toBe(false)
    expect(await attempt(20, 'bela')).toBe(true)
    expectWithin('twenty attempts without Redis', performance.now() - started, 2_000)
  })
})
