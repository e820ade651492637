import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerLatest } from './answer-latest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('of the questions during an answer only the latest is answered, after a pause', async () => {
  const asked: number[] = []
  let given = () => {}
  const { ask } = answerLatest((question: number) => {
    asked.push(question)
    return new Promise<void>((resolve) => (given = resolve))
  }, 1_000)
  for (let i = 1; i <= 200; i += 1) ask(i)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual([1])
  given()
  await vi.advanceTimersByTimeAsync(999)
  ask(201)
  expect(asked).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toEqual([1, 201])
})

test('the first question is answered in the same turn, and after stop() none is', async () => {
  const asked: number[] = []
  const { ask, stop } = answerLatest((question: number) => void asked.push(question), 1_000)
  ask(1)
  ask(2)
  expect(asked).toEqual([1])
  stop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual([1])
})
