import { afterEach, expect, test, vi } from 'vitest'
import { expectWithin } from './bars.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A clock on which the steps of the yardstick take this many seconds. */
function machine(seconds: number) {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += seconds * 1_000))
  return vi.spyOn(console, 'log').mockReturnValue()
}

test('a bar that is missed on an ordinary machine fails, one that is met says nothing', () => {
  const said = machine(0.12)
  expect(() => expectWithin(2_001, 2_000)).toThrow('it took 2001 ms where 2000 ms are allowed')
  expectWithin(1_999, 2_000)
  expect(said).not.toHaveBeenCalled()
})

test('on a machine that is itself too slow it is said instead that nothing was measured', () => {
  const said = machine(2)
  expectWithin(2_001, 2_000)
  expect(said).toHaveBeenCalledExactlyOnceWith(
    'not measured: 2001 ms where 2000 ms are allowed, on a machine 20 times slower than an ordinary one',
  )
})
