import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { rereadEnv } from '#app/platform/env.server.ts'
import { renamed } from '#app/platform/paths.ts'
import { Gateway } from '#app/server/testing/gateway.ts'
import { emailsTo, linkFor } from '#app/server/testing/emails.ts'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

const amina = 'amina@tana-forum.example'
const jonas = 'jonas@havel-institute.example'
const lucia = 'lucia@andes-observatory.example'
const petra = 'petra@havel-institute.example'
const dawit = 'dawit@tana-forum.example'
const ravi = 'ravi@delhi-seminar.example'

const chapter = '40000000-0000-4000-8000-000000000002'

let portal: TestPortal
let gateway: Gateway
beforeAll(async () => {
  portal = await bootPortal()
  gateway = await Gateway.before(process.env.SUPABASE_URL!)
  process.env.SUPABASE_URL = gateway.url
  rereadEnv()
})
afterEach(() => void (gateway.lets = () => true))
afterAll(async () => {
  gateway?.close()
  await portal?.stop()
})

/** From now on Auth's addresses under `path` give this answer, whatever is asked. */
function authAnswers(path: string, status: number, body: unknown = { message: 'refused by the gateway' }) {
  gateway.lets = (asked) => !asked.startsWith(`/auth/v1/${path}`)
  Object.assign(gateway, { status, body })
}

const visitor = () => new Visitor(portal.url)
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '')
/** The link as the page's form sends it. */
const formOf = (link: string) => Object.fromEntries(new URL(link, portal.url).searchParams)

/** The session as it stands an hour later: the access token is worthless, the refresh token is good. */
function anHourLater(browser: Visitor) {
  const parts = [...browser.cookies].filter(([name]) => name.startsWith('gapo-session')).toSorted()
  const text = parts.map(([, value]) => decodeURIComponent(value)).join('')
  const session = JSON.parse(Buffer.from(text.replace(/^base64-/, ''), 'base64url').toString())
  const old = {
    ...session,
    access_token: `${session.access_token}x`,
    expires_at: Math.floor(Date.now() / 1000) - 10,
  }
  for (const [name] of parts) browser.cookies.delete(name)
  browser.cookies.set('gapo-session', `base64-${Buffer.from(JSON.stringify(old)).toString('base64url')}`)
}

test('a person signs in by password and comes to the page that was asked for', async () => {
  const browser = visitor()
  const asked = await browser.get('/account')
  expect(asked.location).toBe('/sign-in?next=%2Faccount')
  const answer = await browser.post('/sign-in', {
    email: ` ${amina.toUpperCase()} `,
    password: 'writing-together',
    next: '/account',
  })
  expect([answer.status, answer.location]).toEqual([302, '/account'])
  expect(answer.headers.getSetCookie().join()).toMatch(/gapo-session[^,]*HttpOnly[^,]*SameSite=Lax/i)
  expect((await browser.get('/account')).html).toContain('Amina Bekele')
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/\t/x',
])('after signing in nobody is led to %s', async (next) => {
  const answer = await visitor().post('/sign-in', { email: jonas, password: 'writing-together', next })
  expect(answer.location).toBe('/my-work')
})

test('a wrong password and an unknown address are told apart by nothing', async () => {
  const wrong = await visitor().post('/sign-in', { email: petra, password: 'not this one' })
  const unknown = await visitor().post('/sign-in', {
    email: 'nobody@nowhere.example',
    password: 'not this one',
  })
  expect([wrong.status, unknown.status]).toEqual([400, 400])
  const bare = (html: string) =>
    visible(html).replaceAll(petra, '…').replaceAll('nobody@nowhere.example', '…')
  expect(bare(wrong.html)).toBe(bare(unknown.html))
  expect(wrong.html).toContain('The email address or password is not correct')
  expect(visible(wrong.html)).toContain(`value="${petra}"`)
  expect(wrong.html).not.toContain('not this one')
})

test('a form that does not fit says so beside the field, and keeps what was typed', async () => {
  const answer = await visitor().post('/sign-in', { email: 'not an address', password: '' })
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain('Enter an address like name@institution.example.')
  expect(visible(answer.html)).toContain('Enter your password.')
  expect(visible(answer.html)).toContain('value="not an address"')
})

test('the eleventh attempt on one account within ten minutes is refused, and the address typed stays', async () => {
  const browser = visitor()
  const guess = () => browser.post('/sign-in', { email: 'guessed@tana-forum.example', password: 'guess' })
  const answers = await Promise.all(Array.from({ length: 11 }, guess))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(10).fill(400), 429])
  const refused = answers.find(({ status }) => status === 429)!
  expect(visible(refused.html)).toContain('value="guessed@tana-forum.example"')
})

test('whoever guesses at an account locks out strangers, not its owner, and not the ways by letter', async () => {
  const owner = await visitor().signIn(dawit)
  await owner.get('/my-work')
  await owner.post('/sign-out', {})
  const guess = () => visitor().post('/sign-in', { email: dawit, password: 'guess' })
  await Promise.all(Array.from({ length: 11 }, guess))
  const right = { email: dawit, password: 'writing-together' }
  expect((await visitor().post('/sign-in', right)).status).toBe(429)
  expect((await visitor().post('/sign-in', { email: dawit, intent: 'link' })).status).toBe(200)
  expect((await visitor().post('/forgot-password', { email: dawit })).status).toBe(200)

  expect((await owner.post('/sign-in', right)).location).toBe('/my-work')
  const elsewhere = visitor()
  for (const [name, value] of owner.cookies) if (name === 'gapo-device') elsewhere.cookies.set(name, value)
  const answers = []
  for (let n = 0; n < 11; n++)
    answers.push((await elsewhere.post('/sign-in', { ...right, password: 'guess' })).status)
  expect(answers).toEqual([...Array<number>(10).fill(400), 429])
})

test('a link from a letter signs in once, and looking at it does not use it up', async () => {
  const asked = await visitor().post('/sign-in', { email: amina, intent: 'link' })
  expect(asked.html).toContain('Check your email')
  const link = await linkFor(portal, amina)
  for (let scanner = 0; scanner < 3; scanner++) expect((await visitor().get(link)).status).toBe(200)

  const browser = visitor()
  const answer = await browser.post('/auth/confirm', formOf(link))
  expect([answer.status, answer.location]).toEqual([302, '/my-work'])
  expect((await browser.get('/account')).html).toContain('Amina Bekele')

  const again = await visitor().post('/auth/confirm', formOf(link))
  expect(again.status).toBe(410)
  expect(again.html).toContain('This link is no longer valid')
})

test('asking for a letter answers alike whether or not the address has an account, and writes to nobody unknown', async () => {
  for (const [path, fields] of [
    ['/sign-in', { intent: 'link' }],
    ['/forgot-password', {}],
  ] as const) {
    const known = await visitor().post(path, { ...fields, email: ravi })
    const unknown = await visitor().post(path, { ...fields, email: 'nobody@nowhere.example' })
    expect([known.status, unknown.status]).toEqual([200, 200])
    const bare = (html: string) =>
      visible(html).replaceAll(ravi, '…').replaceAll('nobody@nowhere.example', '…')
    expect(bare(known.html)).toBe(bare(unknown.html))
  }
  expect(await emailsTo(portal, 'nobody@nowhere.example')).toBe(0)
  expect(await emailsTo(portal, ravi)).toBe(2)
})

test('a recovery sets the new password and ends every other session', async () => {
  const elsewhere = await visitor().signIn(petra)
  await visitor().post('/forgot-password', { email: petra })
  const link = await linkFor(portal, petra)
  expect((await visitor().get(link)).html).toContain('New password')

  const short = await visitor().post('/auth/confirm', { ...formOf(link), password: 'short' })
  expect(short.status).toBe(400)
  const browser = visitor()
  const answer = await browser.post('/auth/confirm', { ...formOf(link), password: 'a calmer password' })
  expect(answer.status).toBe(302)
  expect((await browser.get('/account')).status).toBe(200)
  expect((await elsewhere.get('/account')).location).toContain('/sign-in')
  expect((await visitor().post('/sign-in', { email: petra, password: 'writing-together' })).status).toBe(400)
  await visitor().signIn(petra, 'a calmer password')
})

test('signing out ends the session on this device, at once and for copies of its cookie', async () => {
  const browser = await visitor().signIn(ravi)
  const copy = visitor()
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  const other = await visitor().signIn(ravi)

  const answer = await browser.post('/sign-out', {})
  expect([answer.status, answer.location]).toEqual([302, '/sign-in'])
  expect((await copy.get('/account')).location).toContain('/sign-in')
  expect((await other.get('/account')).status).toBe(200)
})

test('signing out everywhere else leaves this device in, and every other one out at once', async () => {
  const here = await visitor().signIn(ravi)
  const there = await visitor().signIn(ravi)
  expect((await here.post('/account', { intent: 'devices' })).status).toBe(302)
  expect((await here.get('/account')).status).toBe(200)
  expect((await there.get('/account')).location).toBe('/sign-in?next=%2Faccount&ended')
})

test('a form sent an hour later is taken: the session is renewed on the way', async () => {
  const browser = await visitor().signIn(jonas)
  anHourLater(browser)
  const answer = await browser.post('/account/email', { institution: 'daily' })
  expect([answer.status, answer.location]).toEqual([302, '/account/email'])
  expect((await browser.get('/account/email')).html).toContain('Your email preferences are saved.')
})

test('several requests an hour later renew one session together', async () => {
  const browser = await visitor().signIn(jonas)
  anHourLater(browser)
  const pages = await Promise.all(Array.from({ length: 6 }, () => browser.get('/account')))
  expect(pages.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect((await browser.get('/account')).status).toBe(200)
})

test.each([
  [
    'answers nobody more',
    429,
    { code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' },
  ],
  ['fails', 500, { code: 500, error_code: 'unexpected_failure', msg: 'Unexpected failure' }],
  ['is away', 503, null],
  ['is shut off by a gateway', 401, { message: 'Invalid API key' }],
])(
  'while Auth %s nobody is signed out: pages and tickets answer 503, and the session goes on',
  async (_, status, body) => {
    const browser = await visitor().signIn(jonas)
    anHourLater(browser)
    const cookies = new Map(browser.cookies)
    authAnswers('token', status, body)
    const before = gateway.refused
    for (const path of ['/my-work', '/account', '/']) {
      const page = await browser.get(path)
      expect([page.status, page.headers.getSetCookie()]).toEqual([503, []])
    }
    const form = await browser.post('/account/email', { institution: 'daily' })
    expect([form.status, form.headers.getSetCookie()]).toEqual([503, []])
    const ticket = () =>
      fetch(`${portal.url}/collab/ticket`, {
        method: 'POST',
        headers: {
          Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          Origin: portal.url,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ document: `chapter:${chapter}`, schema: EDITOR_VERSION }),
      })
    const refused = await ticket()
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([503, []])
    expect(await refused.json()).toEqual({ error: 'unavailable' })
    expect(browser.cookies).toEqual(cookies)
    // Auth is asked once for each request, not over and over.
    expect(gateway.refused - before).toBe(5)

    gateway.lets = () => true
    expect((await ticket()).status).toBe(200)
  },
)

test('a session that Auth ended is over, whatever the status it says so with', async () => {
  const browser = await visitor().signIn(jonas)
  anHourLater(browser)
  authAnswers('token', 400, {
    code: 400,
    error_code: 'refresh_token_not_found',
    msg: 'Invalid Refresh Token',
  })
  expect((await browser.get('/account')).location).toBe('/sign-in?next=%2Faccount&ended')
  expect([...browser.cookies.keys()].filter((name) => name.startsWith('gapo-session'))).toEqual([])
})

test('signing in while Auth is away says so, and says nothing of the password', async () => {
  authAnswers('token', 503, null)
  const away = await visitor().post('/sign-in', { email: jonas, password: 'writing-together' })
  expect([away.status, away.html.includes('Nothing you wrote is lost.')]).toEqual([503, true])
  authAnswers('token', 429)
  const busy = await visitor().post('/sign-in', { email: jonas, password: 'writing-together' })
  expect([busy.status, visible(busy.html).includes(`value="${jonas}"`)]).toEqual([429, true])
  authAnswers('otp', 429)
  expect((await visitor().post('/sign-in', { email: jonas, intent: 'link' })).status).toBe(429)
  authAnswers('recover', 429)
  expect((await visitor().post('/forgot-password', { email: jonas })).status).toBe(429)
  // Auth's limit on the emails of one account would tell that there is one.
  authAnswers('recover', 429, { code: 429, error_code: 'over_email_send_rate_limit', msg: 'wait' })
  expect((await visitor().post('/forgot-password', { email: jonas })).status).toBe(200)
})

test('a link that Auth has no time for is not called spent, and works afterwards', async () => {
  await visitor().post('/sign-in', { email: lucia, intent: 'link' })
  const link = await linkFor(portal, lucia)
  authAnswers('verify', 429)
  const busy = await visitor().post('/auth/confirm', formOf(link))
  expect(busy.status).toBe(429)
  expect(busy.html).toContain('The link still works')
  gateway.lets = () => true
  expect((await visitor().post('/auth/confirm', formOf(link))).location).toBe('/my-work')
})

test('where two addresses have to confirm a change, the first link says that one more is needed', async () => {
  const browser = await visitor().signIn(lucia)
  authAnswers('verify', 200, { code: '200', msg: 'Confirmation link accepted.' })
  const first = await browser.post('/auth/confirm', { token_hash: 'first-of-the-two', type: 'email_change' })
  expect(first.location).toBe('/account')
  expect(visible((await browser.get('/account')).html)).toContain(
    'We also sent an email to your other address',
  )
})

test('a form sent after the session has ended leads to signing in and back to the form', async () => {
  const here = await visitor().signIn(ravi)
  const there = await visitor().signIn(ravi)
  await here.post('/account', { intent: 'devices' })
  const answer = await there.post(
    '/account',
    { intent: 'address', email: 'someone@else.example', addressPassword: 'anything' },
    { Referer: `${portal.url}/account?from=desk` },
  )
  expect(answer.location).toBe(`/sign-in?next=${encodeURIComponent('/account?from=desk')}&ended`)
  expect((await there.get(answer.location!)).html).toContain('Your session has ended.')
  expect((await here.get('/account')).html).toContain('Ravi Menon')
})

test('a form from another site is refused and changes nothing', async () => {
  const browser = await visitor().signIn(jonas)
  const fields = { institution: 'off' }
  const stories: Record<string, string>[] = [
    { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://elsewhere.example' },
  ]
  for (const headers of stories) {
    const answer = await browser.post('/account/email', fields, headers)
    expect(answer.status).toBe(403)
    expect(answer.html).toContain('This request came from another site. Nothing was changed.')
  }
  const { data } = await portal.serviceDb.from('mail_wishes').select('cadence').eq('cadence', 'off')
  expect(data).toEqual([])
})

test.each(['/?code=abc', '/?error=access_denied&error_code=otp_expired'])(
  'who comes by %s, as from a letter of Auth’s own, is told how to go on',
  async (path) => {
    const answer = await visitor().get(path)
    expect(answer.location).toBe('/auth/confirm?foreign')
    expect((await visitor().get(answer.location!)).html).toContain('Request a new link here')
  },
)

test('Auth itself makes no account for whoever asks for a link there', async () => {
  const email = 'made-up@nowhere.example'
  for (let n = 0; n < 2; n++) {
    const answer = await fetch(`${gateway.url}/auth/v1/otp`, {
      method: 'POST',
      headers: { apikey: process.env.SUPABASE_PUBLISHABLE_KEY!, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, create_user: true }),
    })
    expect([answer.status, await answer.json()]).toEqual([200, {}])
  }
  expect(await emailsTo(portal, email)).toBe(0)
})

test('a link that is none is told so without asking the database', async () => {
  for (const query of [
    '',
    '?type=recovery',
    '?token_hash=<script>&type=magiclink',
    '?token_hash=abcdefgh12&type=other',
  ]) {
    const answer = await visitor().get(`/auth/confirm${query}`)
    expect(answer.status).toBe(400)
    expect(answer.html).toContain('This link is no longer valid')
  }
})

test('links in e-mails sent before a page was renamed lead to the page', async () => {
  for (const [before, now] of Object.entries(renamed)) {
    const answer = await visitor().get(`${before}?x=1`)
    expect([answer.status, answer.location]).toEqual([301, `${now}?x=1`])
  }
})
