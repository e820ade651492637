import { afterAll, beforeAll, expect, test } from 'vitest'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import { emailsTo, linkFor } from '#app/server/testing/emails.ts'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { hiddenField, Visitor } from '#app/server/testing/visitor.ts'

const amina = 'amina@tana-forum.example'
const jonas = 'jonas@havel-institute.example'
const dawit = 'dawit@tana-forum.example'
const lucia = 'lucia@andes-observatory.example'
const password = 'writing-together'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

/** The data API in a visitor's session. */
const dbFor = ({ cookies }: Visitor) =>
  dbForRequest([...cookies].map(([name, value]) => `${name}=${value}`).join('; '), () => {})
const visitor = () => new Visitor(portal.url)
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '')
const formOf = (link: string) => Object.fromEntries(new URL(link, portal.url).searchParams)

async function entryOf(name: string) {
  const { data } = await portal.serviceDb.from('people').select('name, time_zone').eq('name', name)
  return data
}

/** The profile's form as somebody opens it, with these fields changed. */
const profileForm = async (browser: Visitor, fields: Record<string, string>) => ({
  stamp: hiddenField((await browser.get('/account/profile')).html, 'stamp') ?? '',
  timeZone: 'UTC',
  nameShown: 'members',
  emailShown: 'nobody',
  ...Object.fromEntries(
    ['photo', 'position', 'about', 'orcid', 'languages'].map((detail) => [`${detail}Shown`, 'members']),
  ),
  ...fields,
})

test('a person keeps their name and their time zone', async () => {
  const browser = await visitor().signIn(lucia)
  const answer = await browser.post(
    '/account/profile',
    await profileForm(browser, { name: '  Lucía Quispe Mamani ', timeZone: 'America/La_Paz' }),
  )
  expect(answer.status).toBe(302)
  expect(await entryOf('Lucía Quispe Mamani')).toEqual([
    { name: 'Lucía Quispe Mamani', time_zone: 'America/La_Paz' },
  ])
})

test.each([
  ['empty', '   ', 'Enter a name.'],
  ['over-long', 'x'.repeat(121), 'A name has at most 120 characters.'],
  ['turned round', 'Amina \u202Eelekeb', 'The name contains characters that cannot be shown.'],
  ['with a control character', 'Amina\u0007Bekele', 'The name contains characters that cannot be shown.'],
  ['in two lines', 'Amina\u2028Bekele', 'The name contains characters that cannot be shown.'],
  ['a sign that shows nothing', '\u3164', 'Enter at least one visible letter or digit.'],
])('a name that is %s is refused beside its field', async (_kind, name, message) => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post(
    '/account/profile',
    await profileForm(browser, { name, position: 'Kept as typed' }),
  )
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain(message)
  expect(visible(answer.html)).toContain('id="name-errors"')
  expect(visible(answer.html)).toContain('value="Kept as typed"')
  expect(await entryOf('Amina Bekele')).toHaveLength(1)
})

test.each([
  ['a time zone nobody keeps', { timeZone: 'Mars/Olympus' }, 'Choose a time zone from the list.'],
  ['an ORCID iD whose figures do not fit', { orcid: '0000-0002-1825-0098' }, 'This is not a valid ORCID iD'],
  ['an audience that there is not', { aboutShown: 'friends' }, 'Choose from the list who can see this.'],
  ['a name hidden from members', { nameShown: 'nobody' }, 'Choose from the list who can see this.'],
  ['a language that there is not', { 'languages[]': 'tlh' }, 'Choose languages from the list.'],
  ['a NUL in the lines', { about: 'a\u0000b' }, 'This contains characters that cannot be shown.'],
  ['lines turned round', { about: 'a\u202eb' }, 'This contains characters that cannot be shown.'],
  ['too many lines', { about: 'x'.repeat(601) }, 'Use at most 600 characters.'],
  ['a position of two lines', { position: 'a\u2028b' }, 'This contains characters that cannot be shown.'],
])('%s is refused with a sentence', async (_what, fields, message) => {
  const browser = await visitor().signIn(amina)
  const form = await profileForm(browser, { name: 'Amina Bekele', knownName: 'Typed before', ...fields })
  const answer = await browser.post('/account/profile', form)
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain(message)
  expect(visible(answer.html)).toContain('value="Typed before"')
})

test('a profile that another window saved meanwhile is not overwritten, and what was typed stays', async () => {
  const browser = await visitor().signIn(amina)
  const opened = await profileForm(browser, { name: 'Amina Bekele', position: 'From the first window' })
  const second = { ...opened, position: 'From the second window' }
  expect((await browser.post('/account/profile', second)).status).toBe(302)
  const late = await browser.post('/account/profile', opened)
  expect(late.status).toBe(409)
  expect(visible(late.html)).toContain('You saved your profile in another window in the meantime.')
  expect(visible(late.html)).toContain('value="From the first window"')
  expect((await browser.get('/account/profile')).html).toContain('value="From the second window"')
  const stamp = hiddenField(late.html, 'stamp') ?? ''
  expect((await browser.post('/account/profile', { ...opened, stamp })).status).toBe(302)
  expect((await browser.get('/account/profile')).html).toContain('value="From the first window"')
})

test('markup in a profile is text wherever it stands', async () => {
  const browser = await visitor().signIn(dawit)
  const name = `<script>alert("1")</script> & <b>Dawit</b>`
  const form = await profileForm(browser, {
    name,
    nameShown: 'public',
    about: '<i>lines</i>',
    aboutShown: 'public',
  })
  expect((await browser.post('/account/profile', form)).status).toBe(302)
  for (const page of [
    '/account/profile',
    '/people/20000000-0000-4000-8000-00000000000e',
    '/members/tana-forum',
  ]) {
    const { html } = await browser.get(page)
    expect(visible(html)).not.toContain('<b>Dawit</b>')
    expect(visible(html)).not.toContain('<i>lines</i>')
    expect(html).not.toContain('<script>alert(')
    expect(visible(html)).toContain('&lt;b&gt;Dawit&lt;/b&gt;')
    expect(visible(html)).toContain('&lt;i&gt;lines&lt;/i&gt;')
  }
})

test('a form of the account that is not known any more changes nothing', async () => {
  const browser = await visitor().signIn(amina)
  const answer = await browser.post('/account', { intent: 'entry', name: 'Someone Else' })
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain('This form is out of date.')
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
  expect(await emailsTo(portal, jonas)).toBe(1)
  const { data } = await portal.serviceDb.from('letters').select('kind, facts').eq('recipient', jonas)
  expect(data).toEqual([{ kind: 'address-changed', facts: { name: 'Jonas Lindqvist' } }])
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
  expect(visible(answer.html)).toContain('This is not your current password.')
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
  expect(visible(tooLong.html)).toContain('the limit is 72 bytes')
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

test('a password typed in single signs and signs of their own is one and the same', async () => {
  const address = 'rania@cedar-house.example'
  const browser = await visitor().signIn(address)
  const [composed, decomposed] = ['Größe über Café', 'Größe über Café'].map((text, i) =>
    text.normalize(i ? 'NFD' : 'NFC'),
  ) as [string, string]
  expect(composed).not.toBe(decomposed)
  const change = (currentPassword: string, newPassword: string) =>
    browser.post('/account', { intent: 'password', currentPassword, newPassword })
  expect((await change(password, decomposed)).status).toBe(302)
  await visitor().signIn(address, composed)
  await visitor().signIn(address, decomposed)
  expect((await change(decomposed, composed)).status).toBe(302)

  // One that was set before passwords were kept in one way.
  const { error } = await dbFor(browser).auth.updateUser({ password: `${decomposed} of before` })
  expect(error).toBeNull()
  await visitor().signIn(address, `${decomposed} of before`)
  expect((await change(`${decomposed} of before`, 'a calmer password')).status).toBe(302)
})

test('a person nobody can see has no page', async () => {
  const browser = await visitor().signIn(amina)
  for (const id of ['20000000-0000-4000-8000-0000000000ff', 'not-a-uuid', "'; drop table people; --"]) {
    const answer = await browser.get(`/people/${encodeURIComponent(id)}`)
    expect(answer.status).toBe(404)
    expect(answer.html).toContain('Page not found')
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
  expect(refused.html).toContain('You have no current affiliation.')
})

test('where Auth has no second factor the pages say so, and a form of another portal does nothing', async () => {
  const browser = await visitor().signIn(lucia)
  for (const path of ['/account', '/account/two-factor']) {
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expect(visible(page.html)).toContain('Two-factor authentication is not available on this portal yet')
  }
  const asked = await browser.post('/account/two-factor', { intent: 'begin', device: 'Telephone' })
  expect(asked.status).toBe(404)
  const code = await browser.post('/sign-in/code', { code: '123456' })
  expect([code.status, code.location]).toEqual([302, '/my-work'])
  expect((await visitor().get('/sign-in/code?next=/account')).location).toBe('/sign-in?next=%2Faccount')
  expect((await visitor().post('/sign-in/code', { code: '123456' })).location).toBe('/sign-in')
})
