import { expect, test } from 'vitest'
import { TICKET_MS, ticketSigner } from './tickets.ts'

const claims = {
  person: '0198c0de-0000-7000-8000-000000000001',
  chapter: '0198c0de-0000-7000-8000-000000000002',
  session: '0198c0de-0000-7000-8000-000000000003',
  schema: 1,
}

test('a ticket names the person, the session, the chapter and the editor version', () => {
  const { token } = ticketSigner('secret').issue(claims)
  expect(ticketSigner('secret').verify(token)).toMatchObject({ kind: 'valid', ticket: claims })
})

test('a ticket that is signed with another secret, cut or changed is refused', () => {
  const signer = ticketSigner('secret')
  const { token } = signer.issue(claims)
  const [body, signature] = token.split('.')
  const other = Buffer.from(JSON.stringify({ ...claims, schema: 2, expires: Date.now() + 1e6 })).toString(
    'base64url',
  )
  for (const forged of [
    ticketSigner('other').issue(claims).token,
    `${other}.${signature}`,
    body!,
    `${token}.x`,
    '',
    'x'.repeat(5000),
    null,
  ]) {
    expect(signer.verify(forged)).toEqual({ kind: 'forged' })
  }
})

test('a ticket is valid for a minute', () => {
  let now = 1_000_000
  const signer = ticketSigner('secret', () => now)
  const { token, expiresAt } = signer.issue(claims)
  expect(expiresAt.getTime()).toBe(now + TICKET_MS)
  now += TICKET_MS - 1
  expect(signer.verify(token).kind).toBe('valid')
  now += 1
  expect(signer.verify(token).kind).toBe('expired')
})
