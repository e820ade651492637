import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { Db } from './supabase.server.ts'

/** An Auth that answers with these statuses in turn; 0 answers nothing at all. Counts how often it is asked. */
async function authThatAnswers(...statuses: number[]) {
  let asked = 0
  const server = createServer((req, res) => {
    const status = statuses[asked++] ?? 500
    req.resume()
    if (status === 0) req.socket.destroy()
    else res.writeHead(status).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    SUPABASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
    SUPABASE_SECRET_KEY: 'sb_secret_x',
    SUPABASE_EMBEDDED: '1',
  })
  vi.resetModules()
  const { twoFactorOffered } = await import('./two-factor.server.ts')
  const auth = { getSession: async () => ({ data: { session: { access_token: 'a-token' } } }) }
  const offered = () => twoFactorOffered({ auth } as unknown as Db)
  return { offered, asked: () => asked, close: () => server.close() }
}
let auth: Awaited<ReturnType<typeof authThatAnswers>> | undefined
afterEach(() => {
  auth?.close()
  for (const name of ['URL', 'PUBLISHABLE_KEY', 'SECRET_KEY', 'EMBEDDED'])
    delete process.env[`SUPABASE_${name}`]
})

test('an Auth that refuses a kind of factor has the address for them: they are offered, and asked for once', async () => {
  auth = await authThatAnswers(400)
  expect([await auth.offered(), await auth.offered()]).toEqual([true, true])
  expect(auth.asked()).toBe(1)
})

test('an Auth without the address offers none', async () => {
  auth = await authThatAnswers(404)
  expect([await auth.offered(), await auth.offered()]).toEqual([false, false])
  expect(auth.asked()).toBe(1)
})

test.each([0, 401, 429, 500, 503])('a fault (%i) is no answer, and is not kept', async (fault) => {
  auth = await authThatAnswers(fault, 400)
  expect(await auth.offered()).toBeNull()
  expect(await auth.offered()).toBe(true)
})
