import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

let portal: TestPortal
let marta: Visitor
let jonas: Visitor
const text = '/manage/emails/templates/application-received'

beforeAll(async () => {
  portal = await bootPortal()
  marta = await new Visitor(portal.url).signIn('marta@alliance.example')
  jonas = await new Visitor(portal.url).signIn('jonas@havel-institute.example')
})
afterAll(() => portal?.stop())

async function letter(more: object): Promise<string> {
  const { data, error } = await portal.serviceDb
    .from('letters')
    .insert({ kind: 'account', recipient: 'far@away.example', subject: 'S', body_text: 'T', ...more })
    .select('id')
    .single()
  if (error) throw new Error(error.message)
  return data.id
}
const givenUp = () =>
  letter({ attempts: 8, given_up_at: new Date().toISOString(), last_error: '421 <b>try later</b>' })
const left = (more: object = {}) => letter({ attempts: 1, sent_at: new Date().toISOString(), ...more })

test('words that do not fit come back as they were typed, with a sentence each, and nothing is saved', async () => {
  const typed = { intent: 'save', version: '0', subject: '{{x}}', body: '<i>kept</i> & {{due}' }
  const { status, html } = await marta.post(text, typed)
  expect(status).toBe(400)
  expect(html).toContain('{{x}} is not a placeholder of this template.')
  expect(html).toContain('The text must contain {{due}}')
  expect(html).toContain('Double braces without a placeholder')
  expect(html).toContain('&lt;i&gt;kept&lt;/i&gt; &amp; {{due}')
  const { count } = await portal.serviceDb.from('letter_texts').select('id', { count: 'exact', head: true })
  expect(count).toBe(0)
})

test('a preview saves nothing, and what is typed is no markup in it', async () => {
  const typed = {
    intent: 'preview',
    version: '0',
    subject: 'S',
    body: '<img src=x onerror=alert(1)> {{due}}',
  }
  const { status, html } = await marta.post(text, typed)
  expect(status).toBe(200)
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62; 23 January 2027')
  expect(html).not.toMatch(/<img src=x/)
  expect((await marta.get(text)).html).toContain('This is the standard text.')
})

test('a form that is no form of ours is refused with a sentence', async () => {
  for (const typed of [{}, { intent: 'save' }, { intent: 'standard', version: 'x' }, { version: '1e9' }])
    expect([400, 409]).toContain((await marta.post(text, typed as Record<string, string>)).status)
})

test('nobody but coordinators changes a text, sends a letter again or marks an address', async () => {
  const id = await givenUp()
  const posts: [string, Record<string, string>][] = [
    [text, { intent: 'save', version: '0', subject: 'S', body: '{{due}}' }],
    ['/manage/emails/outbox', { letter: id }],
    ['/manage/people', { intent: 'back', person: '20000000-0000-4000-8000-000000000001', reason: '' }],
  ]
  for (const [path, form] of posts) expect((await jonas.post(path, form)).status, path).toBe(404)
  const { data } = await portal.serviceDb.from('letters').select('given_up_at').eq('id', id).single()
  expect(data!.given_up_at).not.toBeNull()
})

test('a letter that was given up stands in the list with its reason, and leaves when it is sent again', async () => {
  const id = await givenUp()
  const list = await marta.get('/manage/emails/outbox')
  expect(list.html).toContain('Given up after 8 attempts: 421 &lt;b&gt;try later&lt;/b&gt;')
  expect((await marta.get('/manage')).html).toMatch(/could not be sent/)
  const again = await marta.post('/manage/emails/outbox', { letter: id })
  expect([again.status, again.location]).toEqual([302, '/manage/emails/outbox?show=failed'])
  const sentAt = async () =>
    (await portal.serviceDb.from('letters').select('sent_at').eq('id', id).single()).data!.sent_at
  await expect.poll(sentAt).not.toBeNull()
  expect((await marta.post('/manage/emails/outbox', { letter: id })).status).toBe(409)
  expect((await marta.post('/manage/emails/outbox', { letter: 'x' })).status).toBe(400)
})

test('on a case only its own letters are marked, once they left', async () => {
  const { data: applications } = await portal.serviceDb
    .from('applications')
    .select('id, number')
    .not('number', 'is', null)
    .order('number')
    .limit(2)
  const [one, other] = applications!
  const path = `/manage/applications/${one!.number}`
  const foreign = await left({ application_id: other!.id })
  const waiting = await letter({ application_id: one!.id, due_at: '2099-01-01T00:00:00Z' })
  const own = await left({ application_id: one!.id })
  const back = (id: string) => marta.post(path, { intent: 'returned', letter: id, said: 'no such mailbox' })
  expect((await back(foreign)).status).toBe(404)
  expect((await back(waiting)).status).toBe(403)
  expect((await back('x')).status).toBe(400)
  expect((await back(own)).status).toBe(302)
  expect((await marta.get(path)).html).toContain('bounced: no such mailbox')
  const { data } = await portal.serviceDb.from('letters').select('id').not('bounced_at', 'is', null)
  expect(data).toEqual([{ id: own }])
})
