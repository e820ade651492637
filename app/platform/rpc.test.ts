import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from './database.types.ts'
import { DatabaseFault, outcome, resultOf, resultOr, rpc, sqlState } from './rpc.server.ts'

/** What the data API is to answer next; null: it hangs up. */
let next: { status: number; body: unknown } | null = null
const api = createServer((_req, res) => {
  if (!next) return res.destroy()
  res.writeHead(next.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(next.body))
})
beforeAll(() => new Promise<void>((ready) => api.listen(0, '127.0.0.1', ready)))
afterAll(() => api.close())

const client = () =>
  createClient<Database>(`http://127.0.0.1:${(api.address() as AddressInfo).port}`, 'key', {
    db: { retry: false },
  })
const refusal = (code: string, status = 400) => ({
  status,
  body: { code, message: 'duplicate key value violates row-level security', details: null, hint: null },
})
const settle = (answer: typeof next) => {
  next = answer
  const args = { proposal: null, answer: 'confirm' }
  return rpc(client(), 'settle_proposal', args, outcome('confirmed', 'gone'))
}

test('an answer is read through its schema', async () => {
  expect(await settle({ status: 200, body: { kind: 'gone', extra: 1 } })).toEqual({ kind: 'gone' })
})

test.each([{ kind: 'erased' }, { kind: null }, {}, null, 'confirmed'])(
  'an outcome that nobody handles is thrown: %j',
  async (body) => {
    const fault = await settle({ status: 200, body }).catch((thrown: unknown) => thrown)
    expect(fault).toBeInstanceOf(DatabaseFault)
    expect(fault).toMatchObject({ called: 'settle_proposal', code: 'unexpected' })
    expect((fault as Error).message).not.toContain('erased')
  },
)

test('a fault names its function and its code, also where no answer came', async () => {
  await expect(settle(refusal('57014', 500))).rejects.toMatchObject({
    called: 'settle_proposal',
    code: '57014',
    status: 500,
    message: expect.stringMatching(/^settle_proposal: /) as string,
  })
  await expect(settle(null)).rejects.toMatchObject({ called: 'settle_proposal', code: '', status: 0 })
})

test('an expected fault is known by its code, whatever its message says', async () => {
  const ask = (answer: typeof next) => {
    next = answer
    const query = client().from('application_notes').delete().eq('body', 'x')
    return resultOr('application_notes', query, [sqlState.uniqueViolation, sqlState.notAllowed])
  }
  expect(await ask(refusal('23505', 409))).toEqual({ ok: false, code: '23505' })
  expect(await ask(refusal('42501', 403))).toEqual({ ok: false, code: '42501' })
  await expect(ask(refusal('23503', 409))).rejects.toMatchObject({
    called: 'application_notes',
    code: '23503',
  })
  await expect(ask(null)).rejects.toBeInstanceOf(DatabaseFault)
})

test('a query on a table gives its rows', async () => {
  next = { status: 200, body: [{ name: 'Ada' }] }
  expect(await resultOf('people', client().from('people').select('name'))).toEqual([{ name: 'Ada' }])
})
