import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailsTo, linkFor } from '#app/server/testing/emails.ts'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

const jonas = 'jonas@havel-institute.example'
const marta = 'marta@alliance.example'
const amina = 'amina@tana-forum.example'
const havel = '/institutions/havel-institute'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

const visitor = () => new Visitor(portal.url)
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replaceAll('<!-- -->', '')

async function affiliationOf(personName: string, slug: string) {
  const { data } = await portal.serviceDb
    .from('affiliations')
    .select('id, role, ended_on, people!inner(name), institutions!inner(slug)')
    .eq('people.name', personName)
    .eq('institutions.slug', slug)
  return data?.[0] as { id: string; role: string; ended_on: string | null } | undefined
}

test('the list finds an institution by part of its name, its acronym or its city, whatever the accents', async () => {
  const browser = await visitor().signIn(amina)
  for (const query of ['hável', 'HIPO', 'berlin peace']) {
    const page = visible((await browser.get(`/institutions?q=${encodeURIComponent(query)}`)).html)
    expect(page).toContain('Havel Institute')
    expect(page).not.toContain('Cedar House')
  }
  const none = await browser.get(`/institutions?q=${encodeURIComponent('<xyz>%_')}`)
  expect(visible(none.html)).toContain('No institution matches “&lt;xyz&gt;%_”.')
})

test('an invited person makes an account, joins, and is at the desk, in one flow', async () => {
  const browser = await visitor().signIn(jonas)
  const fields = {
    intent: 'invite',
    name: 'Nils Aker',
    email: 'Nils@havel-institute.example',
    role: 'editor',
  }
  expect((await browser.post(havel, fields)).status).toBe(302)
  expect(visible((await browser.get(havel)).html)).toContain('nils@havel-institute.example')
  const twice = await browser.post(havel, fields)
  expect(twice.status).toBe(409)
  expect(visible(twice.html)).toContain('This address already has an open invitation.')
  expect(visible(twice.html)).toContain('value="Nils Aker"')
  expect(await emailsTo(portal, 'nils@havel-institute.example')).toBe(1)

  const link = await linkFor(portal, 'nils@havel-institute.example')
  const guest = visitor()
  const page = visible((await guest.get(link)).html)
  expect(page).toContain(
    'Havel Institute for Peace Operations invites you to join the portal of the alliance as editor.',
  )
  const refused = await guest.post(link, { name: 'Nils \u202Eaker', password: 'short' })
  expect(refused.status).toBe(400)
  expect(visible(refused.html)).toContain('Choose a password of at least ten characters.')

  const joined = await guest.post(link, { name: 'Nils Aker', password: 'a quiet harbour' })
  expect([joined.status, joined.location]).toEqual([302, '/my-work'])
  expect(visible((await guest.get('/account')).html)).toContain('Havel Institute for Peace Operations')
  expect((await affiliationOf('Nils Aker', 'havel-institute'))?.role).toBe('editor')

  const spent = await visitor().get(link)
  expect(spent.status).toBe(410)
  expect(spent.html).toContain('This invitation is no longer valid')
  await visitor().signIn('nils@havel-institute.example', 'a quiet harbour')
})

test('a person with an account signs in first, then joins with one press; nobody else can use their link', async () => {
  const coordinator = await visitor().signIn(marta)
  await coordinator.post('/institutions/lagoon-school', {
    intent: 'invite',
    name: 'Amina Bekele',
    email: amina,
    role: 'member',
  })
  const link = await linkFor(portal, amina)

  const anonymous = await visitor().get(link)
  expect(visible(anonymous.html)).toContain(`${amina} already has an account.`)
  const forced = await visitor().post(link, { name: 'Somebody', password: 'a quiet harbour' })
  expect(forced.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`)

  const other = await visitor().signIn('ravi@delhi-seminar.example')
  expect(visible((await other.get(link)).html)).toContain('You are signed in as Ravi Menon')
  expect((await other.post(link, {})).status).toBe(409)
  expect(await affiliationOf('Amina Bekele', 'lagoon-school')).toBeUndefined()

  const browser = await visitor().signIn(amina)
  expect((await browser.post(link, {})).location).toBe('/my-work')
  expect((await affiliationOf('Amina Bekele', 'lagoon-school'))?.role).toBe('member')
})

test('a withdrawn invitation opens nothing', async () => {
  const browser = await visitor().signIn(jonas)
  const email = 'late@havel-institute.example'
  await browser.post(havel, { intent: 'invite', name: 'Too Late', email, role: 'member' })
  const link = await linkFor(portal, email)
  const { data } = await portal.serviceDb.from('invitations').select('id').eq('email', email)
  const withdraw = { intent: 'withdraw', invitation: data![0]!.id as string }
  expect((await browser.post(havel, withdraw)).status).toBe(302)
  expect((await visitor().get(link)).status).toBe(410)
  expect((await visitor().post(link, { name: 'Too Late', password: 'a quiet harbour' })).status).toBe(410)
  const again = await browser.post(havel, withdraw)
  expect(again.status).toBe(409)
  expect(visible(again.html)).toContain('This invitation is no longer open. Nothing was changed.')
})

test('who does not speak for an institution sees no address there and changes nothing', async () => {
  const browser = await visitor().signIn(amina)
  const page = visible((await browser.get(havel)).html)
  expect(page).toContain('Jonas Lindqvist')
  expect(page).not.toContain(jonas)
  expect(page).not.toContain('Invite a person')

  const invited = await browser.post(havel, {
    intent: 'invite',
    name: 'X',
    email: 'x@y.example',
    role: 'member',
  })
  expect(invited.status).toBe(403)
  const petra = (await affiliationOf('Petra Vogel', 'havel-institute'))!
  const raised = await browser.post(havel, { intent: 'role', affiliation: petra.id, role: 'editor' })
  expect(raised.status).toBe(409)
  const ended = await browser.post(havel, { intent: 'end', affiliation: petra.id })
  expect(ended.status).toBe(409)
  expect(await affiliationOf('Petra Vogel', 'havel-institute')).toEqual(petra)
})

test('the representative of one institution reaches nobody of another by a foreign id', async () => {
  const browser = await visitor().signIn(jonas)
  const dawit = (await affiliationOf('Dawit Alemu', 'tana-forum'))!
  const forms: Record<string, string>[] = [
    { intent: 'role', affiliation: dawit.id, role: 'member' },
    { intent: 'end', affiliation: dawit.id },
  ]
  for (const fields of forms) {
    expect((await browser.post(havel, fields)).status).toBe(409)
    expect((await browser.post('/institutions/tana-forum', fields)).status).toBe(409)
  }
  expect(await affiliationOf('Dawit Alemu', 'tana-forum')).toEqual(dawit)
})

test('the last primary representative stays until there is a successor', async () => {
  const browser = await visitor().signIn(jonas)
  const own = (await affiliationOf('Jonas Lindqvist', 'havel-institute'))!
  const forms: Record<string, string>[] = [
    { intent: 'end', affiliation: own.id },
    { intent: 'role', affiliation: own.id, role: 'member' },
  ]
  for (const fields of forms) {
    const answer = await browser.post(havel, fields)
    expect(answer.status).toBe(409)
    expect(visible(answer.html)).toContain(
      'The last primary representative cannot leave without a successor.',
    )
  }
  const petra = (await affiliationOf('Petra Vogel', 'havel-institute'))!
  expect(
    (await browser.post(havel, { intent: 'role', affiliation: petra.id, role: 'primary representative' }))
      .status,
  ).toBe(302)
  expect((await browser.post(havel, { intent: 'end', affiliation: own.id })).status).toBe(302)
  expect((await browser.get(havel)).status).toBe(403)
  const stale = await (
    await visitor().signIn('petra@havel-institute.example')
  ).post(havel, { intent: 'end', affiliation: own.id })
  expect(stale.status).toBe(409)
})

test.each([
  [{ intent: 'role', affiliation: 'not-a-uuid', role: 'member' }],
  [{ intent: 'role', affiliation: '20000000-0000-4000-8000-0000000000ff', role: 'emperor' }],
  [{ intent: 'end' }],
  [{ intent: 'withdraw', invitation: "1' or '1'='1" }],
  [{ intent: 'dance' }],
  [{}],
])('a form that no page of ours makes (%o) is refused with a sentence', async (fields) => {
  const browser = await visitor().signIn(marta)
  const answer = await browser.post(havel, fields as Record<string, string>)
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain('This form is out of date. Nothing was changed')
})

test.each([
  ['name', { name: 'y'.repeat(121) }, 'A name has at most 120 characters.'],
  ['name', { name: '\u2067upside\u2069' }, 'The name contains characters that cannot be shown.'],
  ['email', { email: 'two@a.example,three@b.example' }, 'Enter an address like name@institution.example.'],
  ['email', { email: `${'a'.repeat(250)}@b.example` }, 'An email address has at most 254 characters.'],
  ['role', { role: 'owner' }, 'Choose a role from the list.'],
])('an invitation with an unfit %s says so beside the field', async (field, wrong, message) => {
  const browser = await visitor().signIn(marta)
  const fields = {
    intent: 'invite',
    name: 'Nia',
    email: 'nia@havel-institute.example',
    role: 'member',
    ...wrong,
  }
  const answer = await browser.post(havel, fields)
  expect(answer.status).toBe(400)
  expect(visible(answer.html)).toContain(message)
  expect(visible(answer.html)).toContain(`id="${field}-errors"`)
  expect(await emailsTo(portal, 'nia@havel-institute.example')).toBe(0)
})

test('an institution that is not there, or a slug that is none, is a page that is not there', async () => {
  const browser = await visitor().signIn(amina)
  for (const slug of ['nowhere', '%00', 'x'.repeat(3000), encodeURIComponent("'; --")]) {
    expect((await browser.get(`/institutions/${slug}`)).status).toBe(404)
  }
})
