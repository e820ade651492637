import { expect, test } from 'vitest'
import { livePace } from './live-pace.ts'

/** A viewer for five minutes, while the portal tells a stamp at each look; how often they looked and loaded. */
function watch(stampAt: (second: number) => string, random: () => number) {
  let now = 0
  const pace = livePace(random, () => now)
  let shown = stampAt(0)
  const loads: number[] = []
  let looks = 0
  while (now < 300_000) {
    now += pace.nextLook()
    looks += 1
    const told = stampAt(Math.floor(now / 1_000))
    if (!pace.isDue(shown, told)) continue
    loads.push(now)
    shown = told
  }
  return { loads, looks }
}

test('while somebody types, a viewer loads the page again each 15 to 35 s, not with each look', () => {
  for (const random of [() => 0, () => 0.5, () => 0.999]) {
    const { loads } = watch((second) => `same.${second}`, random)
    const pauses = loads.map((at, i) => at - (loads[i - 1] ?? 0))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(15_000)
    expect(Math.max(...pauses)).toBeLessThan(35_000)
  }
})

test('what changes in the page itself is shown with the next look', () => {
  const { loads } = watch(
    (second) => (second < 100 ? 'one.a' : 'other.a'),
    () => 0.5,
  )
  expect(loads).toHaveLength(1)
  expect(loads[0]).toBeLessThan(112_000)
})

test('where nothing happens a viewer asks less often', () => {
  const { loads, looks } = watch(
    () => 'same.a',
    () => 0.5,
  )
  expect(loads).toEqual([])
  expect(looks).toBeLessThan(45)
})
