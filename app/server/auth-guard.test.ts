import { beforeEach, expect, test } from 'vitest'
import { guardAuth } from './auth-guard.ts'

let asked: { path: string; body: Record<string, unknown> }[] = []
let answer = () => Response.json({})
let waited = 0
beforeEach(() => {
  asked = []
  waited = 0
})
const guarded = guardAuth(
  async (request) => {
    asked.push({ path: new URL(request.url).pathname, body: await request.json() })
    return answer()
  },
  { until: async () => void (waited += 1) },
)
const post = async (path: string, body: object) =>
  guarded(
    new Request(`http://127.0.0.1/auth/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: 'key' },
      body: JSON.stringify(body),
    }),
  )
const refusal = (status: number, error_code: string) => () =>
  Response.json({ code: status, error_code, msg: 'no' }, { status })

test.each(['otp', 'magiclink', 'recover'])(
  'a letter asked for at %s makes no account, and is answered alike for unknown addresses',
  async (path) => {
    answer = refusal(422, 'otp_disabled')
    const unknown = await post(path, {
      email: 'x@y.example',
      create_user: true,
      options: { shouldCreateUser: true },
    })
    expect([unknown.status, await unknown.json(), waited]).toEqual([200, {}, 1])
    expect(asked).toEqual([{ path: `/auth/v1/${path}`, body: { email: 'x@y.example', create_user: false } }])
    answer = () => Response.json({})
    expect((await post(path, { email: 'ada@quay.example' })).status).toBe(200)
    expect(waited).toBe(2)
  },
)

test('a password is not tried without end, a right one ends the count, and other accounts are not held up', async () => {
  const attempt = (email: string) => post('token?grant_type=password', { email, password: 'guess' })
  answer = refusal(400, 'invalid_credentials')
  for (let n = 0; n < 99; n++) expect((await attempt('ada@quay.example')).status).toBe(400)
  expect(waited).toBe(99)
  answer = () => Response.json({ access_token: 'x' })
  expect((await attempt('ada@quay.example')).status).toBe(200)
  answer = refusal(400, 'invalid_credentials')
  for (let n = 0; n < 100; n++) await attempt(' ADA@quay.example')
  const over = await attempt('ada@quay.example')
  expect([over.status, await over.json()]).toEqual([
    429,
    expect.objectContaining({ error_code: 'over_request_rate_limit' }),
  ])
  expect((await attempt('bela@quay.example')).status).toBe(400)
})

test('everything else goes through as it is', async () => {
  answer = () => Response.json({ access_token: 'x' })
  expect((await post('token?grant_type=refresh_token', { refresh_token: 'r' })).status).toBe(200)
  expect([asked[0]!.body, waited]).toEqual([{ refresh_token: 'r' }, 0])
})
