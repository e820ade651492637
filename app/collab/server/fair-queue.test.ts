import { expect, test } from 'vitest'
import { fairQueue } from './fair-queue.ts'

/** Jobs that end when they are told to, and the order in which they began. */
function jobs(atOnce: number) {
  const queue = fairQueue(atOnce)
  const begun: string[] = []
  const ends: (() => void)[] = []
  return {
    begun,
    ask: (who: string, name: string) =>
      queue(who, () => {
        begun.push(name)
        return new Promise<string>((resolve) => ends.push(() => resolve(name)))
      }),
    async endOne() {
      ends.shift()!()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('a caller with many jobs delays only their own, and the others take turns', async () => {
  const { ask, begun, endOne } = jobs(1)
  for (const name of ['a1', 'a2', 'a3']) void ask('a', name)
  void ask('b', 'b1')
  void ask('c', 'c1')
  for (let i = 0; i < 5; i += 1) await endOne()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3'])
})

test('no more than the given number run at a time, and a failed job is replaced by the next', async () => {
  const { ask, begun, endOne } = jobs(2)
  const first = ask('a', 'a1')
  void ask('a', 'a2')
  void ask('b', 'b1')
  expect(begun).toEqual(['a1', 'a2'])
  await endOne()
  expect(await first).toBe('a1')
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  const queue = fairQueue(1)
  await expect(queue('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue('a', async () => 'yes')).toBe('yes')
})
