import { afterEach, expect, test, vi } from 'vitest'
import { expectWithin } from './bars.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('the bench prints each time, and fails on one that is too long', () => {
  vi.stubEnv('BENCH_PACE', '1')
  const said = vi.spyOn(console, 'log').mockReturnValue()
  expectWithin('to lose a right', 1_999, 2_000)
  expect(said).toHaveBeenCalledExactlyOnceWith('pace: to lose a right: 1999 ms, at most 2000')
  expect(() => expectWithin('to lose a right', 2_000, 2_000)).toThrow(
    'to lose a right took 2000 ms where 2000 ms are allowed',
  )
})

test('outside the bench no time is checked', () => {
  vi.stubEnv('BENCH_PACE', '')
  expectWithin('to lose a right', 2_001, 2_000)
})
