import { expect, test } from 'vitest'
import { attemptLimits } from './limits.ts'

test('ten attempts on an account are taken from anywhere, the eleventh is not, whatever the case of its address', async () => {
  const limits = await attemptLimits()
  for (let n = 0; n < 10; n++)
    expect(await limits.tooMany('sign-in', { address: `192.0.2.${n}` }, 'ada@quay.example')).toBe(false)
  expect(await limits.tooMany('sign-in', { address: '192.0.2.99' }, ' ADA@quay.example')).toBe(true)
  expect(await limits.tooMany('sign-in', { address: '192.0.2.99' }, 'other@quay.example')).toBe(false)
})

test('a success clears the account, and does not wear out the network address', async () => {
  const limits = await attemptLimits()
  for (let n = 0; n < 200; n++) {
    expect(await limits.tooMany('sign-in', { address: '192.0.2.1' }, 'ada@quay.example')).toBe(false)
    await limits.succeeded('sign-in', { address: '192.0.2.1' }, 'ada@quay.example')
  }
})

test('guessing many accounts from one network address ends there, own successes between or not', async () => {
  const limits = await attemptLimits()
  let guesses = 0
  for (; guesses < 1000; guesses++) {
    if (await limits.tooMany('sign-in', { address: '192.0.2.1' }, `guess${guesses}@quay.example`)) break
    if (await limits.tooMany('sign-in', { address: '192.0.2.1' }, 'own@quay.example')) break
    await limits.succeeded('sign-in', { address: '192.0.2.1' }, 'own@quay.example')
  }
  expect(guesses).toBeLessThanOrEqual(60)
})

test('a stranger who wears out an account locks out strangers only, and not the ways by letter', async () => {
  const limits = await attemptLimits()
  const owner = { address: '192.0.2.1', device: 'desk' }
  for (let n = 0; n < 100; n++) await limits.tooMany('sign-in', { address: '192.0.2.1' }, 'ada@quay.example')
  expect(await limits.tooMany('sign-in', { address: '192.0.2.2' }, 'ada@quay.example')).toBe(true)
  expect(await limits.tooMany('sign-in', owner, 'ada@quay.example')).toBe(false)
  for (const kind of ['magic-link', 'recovery'] as const)
    expect(await limits.tooMany(kind, { address: '192.0.2.1' }, 'ada@quay.example')).toBe(false)
})

test('a known browser has counts of its own, which its success clears', async () => {
  const limits = await attemptLimits()
  const device = (name: string) => ({ address: '192.0.2.1', device: name })
  for (const kind of ['sign-in', 'code'] as const) {
    for (let n = 0; n < 10; n++)
      expect(await limits.tooMany(kind, device('desk'), 'ada@quay.example')).toBe(false)
    expect(await limits.tooMany(kind, device('desk'), 'ada@quay.example')).toBe(true)
    expect(await limits.tooMany(kind, device('lap'), 'ada@quay.example')).toBe(false)
    await limits.succeeded(kind, device('desk'), 'ada@quay.example')
    expect(await limits.tooMany(kind, device('desk'), 'ada@quay.example')).toBe(false)
  }
})

test('a code counts once from whatever browser it comes', async () => {
  const limits = await attemptLimits()
  expect(await limits.tooMany('code-used', { address: '192.0.2.1', device: 'desk' }, 'ada 123456')).toBe(
    false,
  )
  expect(await limits.tooMany('code-used', { address: '192.0.2.1', device: 'lap' }, 'ada 123456')).toBe(true)
})

test('all addresses of one network of IPv6 are one', async () => {
  const limits = await attemptLimits()
  const ours = ['2001:db8::1', '2001:0DB8:0:0:7::2', '2001:db8:0:0:1:2:3:4', '2001:db8::ffff:1:2']
  for (let n = 0; n < 60; n++)
    await limits.tooMany('sign-in', { address: ours[n % 4]! }, `guess${n}@quay.example`)
  expect(await limits.tooMany('sign-in', { address: '2001:db8::9' }, 'own@quay.example')).toBe(true)
  expect(await limits.tooMany('sign-in', { address: '2001:db8:0:1::9' }, 'own@quay.example')).toBe(false)
})
