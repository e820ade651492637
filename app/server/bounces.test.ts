import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from './testing/portal.ts'
import { Visitor } from './testing/visitor.ts'

const secret = 'a-secret-that-only-the-mail-server-knows'
let portal: TestPortal
const lucia = 'lucia@andes-observatory.example'

beforeAll(async () => {
  portal = await bootPortal({ MAIL_WEBHOOK_SECRET: secret })
})
afterAll(() => portal?.stop())
beforeEach(async () => {
  await portal.serviceDb
    .from('contacts')
    .update({ bounced_at: null, bounce_reason: null })
    .not('bounced_at', 'is', null)
})

async function tell(body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${portal.url}/mail/bounces`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}

async function sentLetter(recipient: string): Promise<string> {
  const letter = { kind: 'account', recipient, subject: 'S', body_text: 'T', body_html: '' }
  const { data, error } = await portal.serviceDb
    .from('letters')
    .insert({ ...letter, attempts: 1, sent_at: new Date().toISOString() })
    .select('id')
    .single()
  if (error) throw new Error(error.message)
  return data.id
}

async function stands(letter: string) {
  const { data } = await portal.serviceDb
    .from('letters')
    .select('bounce_kind, bounce_reason')
    .eq('id', letter)
    .single()
  return data
}

async function marked(): Promise<string[]> {
  const { data } = await portal.serviceDb.from('contacts').select('email').not('bounced_at', 'is', null)
  return data!.map(({ email }) => email)
}

test('a letter that came back is noted, with its reason, at the letter and at the address', async () => {
  const letter = await sentLetter(lucia)
  expect(await tell({ letter, kind: 'hard', reason: '550 no such mailbox' })).toEqual({
    status: 204,
    text: '',
  })
  expect(await stands(letter)).toEqual({ bounce_kind: 'hard', bounce_reason: '550 no such mailbox' })
  expect(await marked()).toEqual([lucia])
})

test('the Message-ID of a letter names it as well, and a mailbox that is full marks no address', async () => {
  const letter = await sentLetter(lucia)
  expect((await tell({ messageId: `<${letter}@gapo.example>`, kind: 'soft', reason: 'full' })).status).toBe(
    204,
  )
  expect(await stands(letter)).toEqual({ bounce_kind: 'soft', bounce_reason: 'full' })
  expect(await marked()).toEqual([])
})

test('an address alone is enough', async () => {
  expect((await tell({ recipient: lucia.toUpperCase(), kind: 'hard', reason: 'gone' })).status).toBe(204)
  expect(await marked()).toEqual([lucia])
})

test('told twice, nothing changes, and an address that was cleared meanwhile stays clear', async () => {
  const letter = await sentLetter(lucia)
  await tell({ letter, kind: 'hard', reason: 'first' })
  await portal.serviceDb.from('contacts').update({ bounced_at: null }).eq('email', lucia)
  expect((await tell({ letter, kind: 'hard', reason: 'second' })).status).toBe(204)
  expect(await stands(letter)).toEqual({ bounce_kind: 'hard', bounce_reason: 'first' })
  expect(await marked()).toEqual([])
})

test('whether a letter or an address is known cannot be told from the answer', async () => {
  const known = await tell({ letter: await sentLetter(lucia), kind: 'hard', reason: '' })
  const unknown = await tell({ letter: '00000000-0000-4000-8000-000000000000', kind: 'hard', reason: '' })
  const nobody = await tell({ recipient: 'nobody@nowhere.example', kind: 'hard', reason: '' })
  expect(unknown).toEqual(known)
  expect(nobody).toEqual(known)
})

test.each([
  ['no JSON', 'letter=1', 400],
  ['an empty object', {}, 400],
  ['no kind', { recipient: lucia, reason: '' }, 400],
  ['another kind', { recipient: lucia, kind: 'dead', reason: '' }, 400],
  ['nothing that it is about', { kind: 'hard', reason: '' }, 400],
  ['a Message-ID of somebody else’s', { messageId: '<x@y.example>', kind: 'hard', reason: '' }, 400],
  ['a body without end', { recipient: lucia, kind: 'hard', reason: 'x'.repeat(40_000) }, 413],
])('%s is refused and changes nothing', async (_, body, status) => {
  expect(await tell(body)).toEqual({ status, text: '' })
  expect(await marked()).toEqual([])
})

test('a page of somebody else’s may tell it with the secret, but no other address of ours takes a foreign write', async () => {
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  expect((await tell({ recipient: lucia, kind: 'hard', reason: '' }, foreign)).status).toBe(204)
  for (const path of ['/mail/bounces/more', '/mail', '/sign-out', '/account'])
    expect((await fetch(portal.url + path, { method: 'POST', headers: foreign })).status, path).toBe(403)
  expect((await fetch(`${portal.url}/mail/bounces`)).status).toBe(404)
})

test('a wrong secret is told nothing and changes nothing; guessing ends, the mail server goes on', async () => {
  const body = { recipient: lucia, kind: 'hard', reason: '' }
  for (const Authorization of ['', 'Bearer ', `Bearer ${secret}x`, secret, `Basic ${secret}`])
    expect(await tell(body, { Authorization })).toEqual({ status: 401, text: '' })
  expect(await marked()).toEqual([])
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, n) => tell(body, { Authorization: `Bearer ${n}` })),
  )
  expect(guesses.at(-1)!.status).toBe(429)
  expect((await tell(body)).status).toBe(204)
})

test('who signs in by a link in a letter shows that letters arrive', async () => {
  await tell({ recipient: lucia, kind: 'hard', reason: 'gone' })
  const visitor = new Visitor(portal.url)
  await visitor.signIn(lucia)
  const desk = await visitor.get('/my-work')
  expect(desk.html).toContain(`An email to ${lucia} bounced on`)

  const asking = new Visitor(portal.url)
  await asking.post('/sign-in', { intent: 'link', email: lucia })
  const letter = async () => {
    const { data } = await portal.serviceDb
      .from('letters')
      .select('body_text')
      .eq('recipient', lucia)
      .like('body_text', '%magiclink%')
      .order('created_at', { ascending: false })
      .limit(1)
    return data?.[0]?.body_text ?? ''
  }
  await expect.poll(letter).toContain('token_hash=')
  const link = new URL(/https?:\/\/\S+/.exec(await letter())![0])
  const used = await asking.post('/auth/confirm', Object.fromEntries(link.searchParams))
  expect(used.status).toBe(302)
  expect(await marked()).toEqual([])
  expect((await visitor.get('/my-work')).html).not.toContain('bounced on')
})
