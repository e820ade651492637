import { afterAll, beforeAll, expect, test } from 'vitest'
import { letTimePass } from '../jobs.server.ts'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

const greta = 'greta@havel-institute.example'
const yonas = 'yonas@tana-forum.example'
const marta = 'marta@alliance.example'
const amina = 'amina@tana-forum.example'
const at = (number: number) => `/manage/applications/${number}`

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

const as = (email: string) => new Visitor(portal.url).signIn(email)
const visible = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll('<!-- -->', '')
    .replaceAll('&#x27;', "'")
const rows = (html: string) =>
  [...html.matchAll(/\/manage\/applications\/(\d+)"/g)].map(([, number]) => number)

async function caseOf(number: number) {
  const { data } = await portal.serviceDb.from('applications').select('*').eq('number', number).single()
  return data as { id: string; state: string; assigned_to: string | null; [column: string]: unknown }
}
async function emailsAbout(number: number, kind: string) {
  const { id } = await caseOf(number)
  const { data } = await portal.serviceDb
    .from('letters')
    .select('id')
    .eq('application_id', id)
    .eq('kind', kind)
  return data?.length ?? 0
}

test('only coordinators find the queue and a case; everybody else finds nothing there', async () => {
  const member = await as(amina)
  for (const path of ['/manage/applications', at(34), at(99_999), at(0), '/manage/applications/x'])
    expect((await member.get(path)).status, path).toBe(404)
  expect((await member.post(at(34), { intent: 'note', note: 'Hello' })).status).toBe(404)
  const visitor = await new Visitor(portal.url).get(at(34))
  expect(visitor.location).toBe('/sign-in?next=%2Fmanage%2Fapplications%2F34')
  expect(visible((await member.get('/my-work')).html)).not.toContain('/manage/applications')
  const coordinator = await as(greta)
  expect((await coordinator.get(at(99_999))).status).toBe(404)
  expect(visible((await coordinator.get('/my-work')).html)).toMatch(/3 applications wait for a decision/)
})

test('the queue holds filters, order and words in its address', async () => {
  const browser = await as(greta)
  const queue = async (search: string) =>
    rows(visible((await browser.get(`/manage/applications${search}`)).html))
  expect(await queue('')).toEqual(['33', '34', '35', '36'])
  expect(await queue('?sort=newest')).toEqual(['36', '35', '34', '33'])
  expect(await queue('?assigned=me')).toEqual(['34'])
  expect(await queue('?assigned=nobody')).toEqual(['36'])
  expect(await queue('?state=declined')).toEqual(['32'])
  expect(await queue('?state=all&q=visa')).toEqual(['34'])
  expect(await queue('?state=all&q=31')).toEqual(['31'])
  expect(await queue('?state=nonsense&sort=up&page=-4')).toHaveLength(4)
  expect(await queue(`?q=${encodeURIComponent("%_'\\:*")}`)).toEqual([])
  expect(await queue('?page=7')).toEqual([])
})

test('an empty queue says when the last decision was taken', async () => {
  const browser = await as(yonas)
  await browser.post(at(35), { intent: 'assign', person: '' })
  const page = visible((await browser.get('/manage/applications?assigned=me')).html)
  expect(page).toContain('No applications are assigned to you.')
  expect(page).toMatch(/The last one was decided on \d+ \w+ \d{4}\./)
  expect(visible((await browser.get('/manage/applications?q=nowhere')).html)).toContain(
    'No applications match these filters.',
  )
})

test('a note stays among coordinators, a message goes to the applicant, a request stops the clock', async () => {
  const browser = await as(greta)
  expect((await browser.post(at(36), { intent: 'note', note: 'Ask Rania about them.' })).status).toBe(302)
  expect(await emailsAbout(36, 'application-message')).toBe(0)
  expect((await browser.post(at(36), { intent: 'write', kind: 'message', body: 'Thank you.' })).status).toBe(
    302,
  )
  expect(await emailsAbout(36, 'application-message')).toBe(1)
  const empty = await browser.post(at(36), { intent: 'write', kind: 'request', body: ' \r\n ' })
  expect([empty.status, visible(empty.html)]).toEqual([400, expect.stringContaining('Enter a text.')])

  const asked = await browser.post(at(36), {
    intent: 'write',
    kind: 'request',
    body: 'Who pays for the papers?',
  })
  expect(asked.status).toBe(302)
  expect((await caseOf(36)).state).toBe('information requested')
  const twice = await (
    await as(marta)
  ).post(at(36), { intent: 'write', kind: 'request', body: 'And who reads them?' })
  expect(twice.status).toBe(409)
  expect(visible(twice.html)).toContain('In the meantime Greta Sommer asked the applicant for information')
  expect(visible(twice.html)).toContain('And who reads them?')
  const page = visible((await browser.get(at(36))).html)
  expect(page).toContain('Ask Rania about them.')
  expect(page).toContain('Deadline paused')
})

test('who declared a conflict of interest goes on seeing the case, and nothing they press takes effect', async () => {
  const browser = await as(marta)
  const asking = visible((await browser.get(`${at(35)}?conflict`)).html)
  expect(asking).toContain('Declare a conflict of interest?')
  expect((await browser.post(at(35), { intent: 'conflict', conflict: '' })).status).toBe(400)
  expect(
    (await browser.post(at(35), { intent: 'conflict', conflict: 'My sister works there.' })).status,
  ).toBe(302)
  const page = visible((await browser.get(`${at(35)}?deciding=accept`)).html)
  expect(page).toContain('You declared a conflict of interest')
  expect(page).not.toContain('value="recommend"')
  expect(page).not.toContain('value="decide"')
  const presses: Record<string, string>[] = [
    { intent: 'recommend', verdict: 'accept', reasons: 'All the same.' },
    { intent: 'decide', verdict: 'decline', reason: 'All the same.' },
    { intent: 'write', kind: 'message', body: 'All the same.' },
  ]
  for (const fields of presses) expect((await browser.post(at(35), fields)).status, fields.intent).toBe(403)
})

test('a decision waits for the third voice, asks first, and makes the institution with its invitation', async () => {
  const browser = await as(yonas)
  const early = await browser.post(at(34), { intent: 'decide', verdict: 'accept', reason: '' })
  expect(early.status).toBe(409)
  expect(visible(early.html)).toContain('There are not enough recommendations yet.')
  const voice = { intent: 'recommend', verdict: 'accept', reasons: 'I would send my own people there.' }
  expect((await browser.post(at(34), { ...voice, verdict: '' })).status).toBe(400)
  expect((await browser.post(at(34), voice)).status).toBe(302)
  const against = await browser.post(at(34), { intent: 'decide', verdict: 'decline', reason: 'No.' })
  expect([against.status, visible(against.html)]).toEqual([
    409,
    expect.stringContaining('Most recommendations are against this decision'),
  ])
  expect(visible((await browser.get(`${at(34)}?deciding=accept`)).html)).toContain(
    'Accept Visayas Centre for Peacekeeper Training?',
  )
  expect((await browser.post(at(34), { intent: 'decide', verdict: 'accept', reason: '' })).status).toBe(302)
  const page = visible((await browser.get(at(34))).html)
  expect(page).toContain('/institutions/visayas-centre-for-peacekeeper-training')
  expect(page).toContain('by Yonas Tadesse')
  expect(await emailsAbout(34, 'application-accepted')).toBe(1)
  const late = await (
    await as(greta)
  ).post(at(34), { intent: 'recommend', verdict: 'decline', reasons: 'I doubt it.' })
  expect(late.status).toBe(409)
  expect(visible(late.html)).toContain('In the meantime Yonas Tadesse accepted this application')
})

test('papers are saved, never shown, never kept by a cache, and open for coordinators only', async () => {
  const browser = await as(greta)
  const [, path] = /href="([^"]+\/papers\/[^"]+)"/.exec((await browser.get(at(33))).html)!
  const paper = await browser.get(path!)
  expect(paper.status).toBe(200)
  expect(paper.html).toMatch(/^%PDF-1\.4/)
  expect(paper.headers.get('Content-Type')).toBe('application/pdf')
  expect(paper.headers.get('Content-Disposition')).toMatch(/^attachment; .*R%C3%A9c%C3%A9piss%C3%A9/)
  expect(paper.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(paper.headers.get('Cache-Control')).toBe('no-store')
  expect((await (await as(amina)).get(path!)).status).toBe(404)
  expect((await new Visitor(portal.url).get(path!)).status).toBe(302)
})

test('a form of yesterday, a foreign person and an unknown deed change nothing', async () => {
  const browser = await as(greta)
  const { data } = await portal.serviceDb.from('people').select('id').eq('name', 'Amina Bekele').single()
  const before = await caseOf(33)
  expect((await browser.post(at(33), { intent: 'assign', person: (data as { id: string }).id })).status).toBe(
    403,
  )
  expect((await browser.post(at(33), { intent: 'assign', person: 'everybody' })).status).toBe(400)
  for (const intent of ['', 'toString', 'constructor', 'delete'])
    expect((await browser.post(at(33), { intent })).status, intent).toBe(400)
  expect(await caseOf(33)).toEqual(before)
})

test('what time does is done once, though two do it at the same moment', async () => {
  const { id } = await caseOf(35)
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString()
  await portal.serviceDb.from('applications').update({ answer_due_at: soon, warned_at: null }).eq('id', id)
  await portal.serviceDb.from('applications').update({ reminded_at: null }).eq('number', 33)
  await Promise.all([letTimePass(portal.serviceDb), letTimePass(portal.serviceDb)])
  expect(await emailsAbout(35, 'application-expiring')).toBe(1)
  const { data } = await portal.serviceDb.from('letters').select('recipient').eq('kind', 'application-due')
  expect((data ?? []).map(({ recipient }) => recipient as string).toSorted()).toEqual(
    [greta, marta, yonas].toSorted(),
  )

  const past = new Date(Date.now() - 86_400_000).toISOString()
  const longAgo = new Date(Date.now() - 8 * 86_400_000).toISOString()
  await portal.serviceDb.from('applications').update({ answer_due_at: past, warned_at: longAgo }).eq('id', id)
  await Promise.all([letTimePass(portal.serviceDb), letTimePass(portal.serviceDb)])
  expect((await caseOf(35)).state).toBe('expired')
  expect(await emailsAbout(35, 'application-expired')).toBe(1)
  expect(visible((await (await as(yonas)).get(at(35))).html)).toContain('the portal')
})
