import { expect, test } from 'vitest'
import { knownDevices } from './known-devices.ts'

const devices = knownDevices('a secret of this test')
const ada = { id: '00000000-0000-4000-8000-000000000001', email: 'Ada@quay.example' }
const pair = (header: string) => header.split(';')[0]!

test('a browser is known to whom it was signed in as, by address and by number, and to nobody else', () => {
  const header = devices.remember('', ada, true)!
  expect(header).toMatch(/^gapo-device=[^;]+;.*HttpOnly.*Secure.*SameSite=Lax/i)
  const cookie = `theme=dark; ${pair(header)}`
  expect(devices.idFor(cookie, 'ada@quay.example')).toEqual(expect.any(String))
  expect(devices.idFor(cookie, ada.id)).toBe(devices.idFor(cookie, ' ADA@quay.example'))
  expect(devices.idFor(cookie, 'bela@quay.example')).toBeNull()
  expect(devices.remember(cookie, ada, true)).toBeNull()
  expect(header.toLowerCase()).not.toContain('ada')
})

test('another person in the same browser is added, another address of the same person too, and the oldest go', () => {
  let cookie = pair(devices.remember('', ada, false)!)
  const first = devices.idFor(cookie, ada.id)
  cookie = pair(devices.remember(cookie, { ...ada, email: 'new@quay.example' }, false)!)
  expect(devices.idFor(cookie, 'new@quay.example')).toBe(first)
  expect(devices.idFor(cookie, ada.email)).toBe(first)
  for (let n = 0; n < 5; n++)
    cookie = pair(devices.remember(cookie, { id: `person ${n}`, email: `${n}@quay.example` }, false)!)
  expect(devices.idFor(cookie, ada.id)).toBeNull()
  expect(devices.idFor(cookie, '4@quay.example')).toBe(first)
})

test('a cookie that is not signed by this portal is nobody’s', () => {
  const cookie = pair(devices.remember('', ada, false)!)
  const elsewhere = knownDevices('another secret')
  expect(elsewhere.idFor(cookie, ada.id)).toBeNull()
  for (const bad of ['', '.', 'x', '..', cookie.slice(12, -1), `a${cookie.slice(12)}`, 'x'.repeat(5000)])
    expect(devices.idFor(`gapo-device=${bad}`, ada.id)).toBeNull()
})
