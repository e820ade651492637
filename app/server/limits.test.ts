import { expect, test } from 'vitest'
import { attemptLimits } from './limits.ts'

test('ten attempts on an account are taken from anywhere, the eleventh is not, whatever the case of its address', async () => {
  const limits = await attemptLimits()
  for (let n = 0; n < 10; n++)
    expect(await limits.tooMany('sign-in', `192.0.2.${n}`, 'ada@quay.example')).toBe(false)
  expect(await limits.tooMany('sign-in', '192.0.2.99', ' ADA@quay.example')).toBe(true)
  expect(await limits.tooMany('sign-in', '192.0.2.99', 'other@quay.example')).toBe(false)
})

test('a success clears the account, and does not wear out the network address', async () => {
  const limits = await attemptLimits()
  for (let n = 0; n < 200; n++) {
    expect(await limits.tooMany('sign-in', '192.0.2.1', 'ada@quay.example')).toBe(false)
    await limits.succeeded('sign-in', '192.0.2.1', 'ada@quay.example')
  }
})

test('guessing many accounts from one network address ends there, own successes between or not', async () => {
  const limits = await attemptLimits()
  let guesses = 0
  for (; guesses < 1000; guesses++) {
    if (await limits.tooMany('sign-in', '192.0.2.1', `guess${guesses}@quay.example`)) break
    if (await limits.tooMany('sign-in', '192.0.2.1', 'own@quay.example')) break
    await limits.succeeded('sign-in', '192.0.2.1', 'own@quay.example')
  }
  expect(guesses).toBeLessThanOrEqual(60)
})
