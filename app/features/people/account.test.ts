import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkFor } from '#app/server/testing/letters.ts'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

const amina = 'amina@tana-forum.example'
const jonas = 'jonas@havel-institute.example'
const dawit = 'dawit@tana-forum.example'
const lucia = 'lucia@andes-observatory.example'
const password = 'writing-together'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
}, 240_000)
afterAll(() => portal?.stop())

const visitor = () => new Visitor(portal.url)
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '')
const formOf = (link: string) => Object.fromEntries(new URL(link, portal.url).searchParams)

async function entryOf(name: string) {
  const { data } = await portal.serviceDb.from('people').select('name, time_zone').eq('name', name)
  return data
}

test('a person keeps their name and their time zone', async () => {
  const browser = await visitor().signIn(lucia)
  const answer = await browser.post('/account', {
    intent: 'entry',
    name: '  Lucía Quispe Mamani ',
    timeZone: 'America/La_Paz',
  })
  expect(answer.status).toBe(302)
  expect(await entryOf('Lucía Quispe Mamani')).toEqual([
    { name: 'Lucía Quispe Mamani', time_zone: 'America/La_Paz' },
  ])
})

test.each([
  ['empty', '   ', 'Type a name.'],
  ['over-long', 'x'.repeat(121), 'A name has at most 120 characters.'],
  ['turned round', 'Amina \u202Eelekeb', 'The name contains characters that cannot be shown.'],
  ['with a control character', 'Amina\u0007Bekele', 'The name contains characters that cannot be shown.'],
  ['in two lines', 'Amina\u2028Bekele', 'The name contains characters that cannot be shown.'],
])('a name that is %s is refused beside its field', async (_kind, name, message) => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post('/account', { intent: 'entry', name, timeZone: 'UTC' })
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain(message)
  expect(visible(answer.html)).toContain('id="name-errors"')
  expect(await entryOf('Amina Bekele')).toHaveLength(1)
})

test('a time zone nobody keeps is refused', async () => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post('/account', {
    intent: 'entry',
    name: 'Amina Bekele',
    timeZone: 'Mars/Olympus',
  })
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain('Choose a time zone from the list.')
})

test('markup in a name is text wherever the name stands', async () => {
  const browser = await visitor().signIn(dawit)
  const name = `<script>alert("1")</script> & <b>Dawit</b>`
  expect((await browser.post('/account', { intent: 'entry', name, timeZone: 'UTC' })).status).toBe(302)
  const page = await browser.get('/account')
  expect(visible(page.html)).not.toContain('<b>Dawit</b>')
  expect(page.html).not.toContain('<script>alert(')
  expect(visible(page.html)).toContain('&lt;b&gt;Dawit&lt;/b&gt;')
})

test('another address counts once its letter is answered', async () => {
  const browser = await visitor().signIn(jonas)
  const asked = await browser.post('/account', {
    intent: 'address',
    email: 'Jonas.New@havel-institute.example',
    addressPassword: password,
  })
  expect(asked.status).toBe(302)
  expect((await browser.get('/account')).html).toContain(jonas)

  const link = await linkFor(portal, 'jonas.new@havel-institute.example')
  const answer = await browser.post('/auth/confirm', formOf(link))
  expect([answer.status, answer.location]).toEqual([302, '/account'])
  expect(visible((await browser.get('/account')).html)).toContain('jonas.new@havel-institute.example')
  await visitor().signIn('jonas.new@havel-institute.example')
  expect((await visitor().post('/sign-in', { email: jonas, password })).status).toBe(400)
})

test('an address is changed by its owner only: the password is asked for', async () => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post('/account', {
    intent: 'address',
    email: 'thief@elsewhere.example',
    addressPassword: 'guess',
  })
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain('That is not the password you have now.')
  expect(visible(answer.html)).toContain('value="thief@elsewhere.example"')
})

test('moving to an address that has an account is answered like any other, and moves nothing', async () => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post('/account', {
    intent: 'address',
    email: lucia,
    addressPassword: password,
  })
  expect(answer.status).toBe(302)
  expect(visible((await browser.get('/account')).html)).toContain(amina)
  await visitor().signIn(lucia)
})

test('a changed password ends the sessions on other devices', async () => {
  const browser = await visitor().signIn('ravi@delhi-seminar.example')
  const elsewhere = await visitor().signIn('ravi@delhi-seminar.example')
  const wrong = await browser.post('/account', {
    intent: 'password',
    currentPassword: 'guess',
    newPassword: 'a calmer password',
  })
  expect(wrong.status).toBe(400)
  const tooLong = await browser.post('/account', {
    intent: 'password',
    currentPassword: password,
    newPassword: 'é'.repeat(40),
  })
  expect(visible(tooLong.html)).toContain('A password has at most 72 bytes')
  expect((await elsewhere.get('/account')).status).toBe(200)

  const answer = await browser.post('/account', {
    intent: 'password',
    currentPassword: password,
    newPassword: 'a calmer password',
  })
  expect(answer.status).toBe(302)
  expect((await browser.get('/account')).status).toBe(200)
  expect((await elsewhere.get('/account')).status).toBe(302)
})

test('a person nobody can see has no page', async () => {
  const browser = await visitor().signIn(amina)
  for (const id of ['20000000-0000-4000-8000-0000000000ff', 'not-a-uuid', "'; drop table people; --"]) {
    const answer = await browser.get(`/people/${encodeURIComponent(id)}`)
    expect(answer.status).toBe(404)
    expect(answer.html).toContain('There is no such page')
    expect(answer.html).not.toMatch(/at \w+ \(/)
  }
})

test('the address of a colleague elsewhere is not on their page', async () => {
  const browser = await visitor().signIn(amina)
  const page = await browser.get('/people/20000000-0000-4000-8000-000000000003')
  expect(page.status).toBe(200)
  expect(page.html).not.toContain(lucia)
})

test('a person without an affiliation is told whom to ask', async () => {
  const { error } = await portal.serviceDb
    .from('affiliations')
    .update({ ended_on: new Date().toISOString().slice(0, 10) })
    .eq('person_id', '20000000-0000-4000-8000-000000000002')
  expect(error).toBeNull()
  const browser = await visitor().signIn(amina)
  expect((await browser.get('/account')).status).toBe(200)
  const refused = await browser.get('/institutions')
  expect(refused.status).toBe(403)
  expect(refused.html).toContain('Your account has no affiliation that runs today.')
})

test('where Auth has no second factor the pages say so, and a form of another portal does nothing', async () => {
  const browser = await visitor().signIn(lucia)
  for (const path of ['/account', '/account/second-factor']) {
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expect(visible(page.html)).toContain('This portal offers no second factor yet')
  }
  const asked = await browser.post('/account/second-factor', { intent: 'begin', device: 'Telephone' })
  expect(asked.status).toBe(404)
  const code = await browser.post('/sign-in/code', { code: '123456' })
  expect([code.status, code.location]).toEqual([302, '/desk'])
  expect((await visitor().get('/sign-in/code?next=/account')).location).toBe('/sign-in?next=%2Faccount')
  expect((await visitor().post('/sign-in/code', { code: '123456' })).location).toBe('/sign-in')
})
