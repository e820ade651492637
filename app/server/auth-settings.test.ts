import { expect, test } from 'vitest'
import { faultsOfAuth } from './auth-settings.ts'

test('settings of Auth that let anybody in, or leave addresses unproven, are named', () => {
  const good = { disable_signup: true, mailer_autoconfirm: false, external: { email: true, github: false } }
  expect(faultsOfAuth(good)).toEqual([])
  expect(faultsOfAuth({ ...good, disable_signup: false })).toEqual([
    'sign-ups are on: anybody can make an account',
  ])
  expect(
    faultsOfAuth({ disable_signup: true, mailer_autoconfirm: true, external: { email: false } }),
  ).toEqual(['addresses count without being confirmed', 'signing in by e-mail is off'])
  expect(() => faultsOfAuth({})).toThrow()
})
