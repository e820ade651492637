import { afterAll, beforeAll, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import { countCalls } from './testing/calls.ts'
import { bootPortal, type TestPortal } from './testing/portal.ts'
import { Visitor } from './testing/visitor.ts'

/** The bar for every page. */
const MOST = 4

const calls = countCalls()
let portal: TestPortal
let paper = ''
let link = ''
beforeAll(async () => {
  portal = await bootPortal()
  paper = await aPaperOf(34)
  link = await aDraft()
})
afterAll(() => portal?.stop())

async function aPaperOf(number: number): Promise<string> {
  const { data } = await portal.serviceDb
    .from('application_papers')
    .select('id, applications!inner(number)')
    .eq('applications.number', number)
    .limit(1)
  return data![0]!.id
}

async function aDraft(): Promise<string> {
  const { data } = await dbForRequest('', () => {}).rpc('start_application', {
    email: 'counted@house.example',
  })
  return (data as { token: string }).token
}

/** What stands for a parameter, by how the pattern begins; the first that fits. */
const examples: [begins: string, ...values: (() => string)[]][] = [
  ['invitation/:token', () => 'x'],
  ['application/open/:token', () => link],
  ['application/papers/:id', () => paper],
  ['join/apply/:step', () => 'institution'],
  ['people/:id', () => '20000000-0000-4000-8000-000000000001'],
  ['institutions/:slug', () => 'havel-institute'],
  ['members/:slug', () => 'havel-institute'],
  ['manage/institutions/:slug', () => 'mekong-desk'],
  ['manage/people/:id', () => '20000000-0000-4000-8000-000000000001'],
  ['manage/pages/:key', () => 'about'],
  ['manage/emails/templates/:key', () => 'application-received'],
  ['manage/applications/:number', () => '34', () => paper],
  ['compendia/:slug', () => 'missions-that-can-leave', () => '40000000-0000-4000-8000-000000000002'],
  ['chapters/:id', () => '40000000-0000-4000-8000-000000000002'],
]

function addressOf(pattern: string): string {
  const values = examples.find(([begins]) => pattern.startsWith(begins))?.slice(1) as
    | (() => string)[]
    | undefined
  let at = 0
  const path = pattern.replaceAll(/:\w+\??/g, (name) => {
    const value = values?.[at++]
    if (!value) throw new Error(`There is no example for ${name} of ${pattern}: add one above.`)
    return value()
  })
  return `/${path}`
}

/** Addresses with a search say more than the bare page does. */
const more = [
  '/members?q=forum&country=ET',
  '/institutions?q=forum',
  '/search?q=peace',
  '/chapters/40000000-0000-4000-8000-000000000002/access?q=forum',
  '/manage/institutions/mekong-desk?find=forum',
  '/manage/institutions/mekong-desk?into=tana-forum',
  '/manage/applications?state=all&q=centre',
  '/manage/audit-log?who=marta',
]

const people: [who: string, email?: string][] = [
  ['a visitor'],
  ['an applicant'],
  ['a member', 'amina@tana-forum.example'],
  ['a representative', 'jonas@havel-institute.example'],
  ['a coordinator', 'marta@alliance.example'],
]

test.each(people)(`no page asks the database more than ${MOST} times for %s`, async (who, email) => {
  const browser = new Visitor(portal.url)
  if (email) await browser.signIn(email)
  if (who === 'an applicant') await browser.post(`/application/open/${link}`, {})
  const patterns = (await routes).map(({ path }) => path ?? '').filter((pattern) => pattern !== 'sign-out')
  const offenders: string[] = []
  const served: string[] = []
  for (const address of [...patterns.map(addressOf), ...more]) {
    const before = calls()
    const { status } = await browser.get(address)
    const asked = calls() - before
    if (asked > MOST) offenders.push(`${address} asked ${asked} times`)
    if (status >= 500) offenders.push(`${address} answered ${status}`)
    if (status === 200) served.push(address)
  }
  expect(offenders).toEqual([])
  // That pages were really served, and the counting counts.
  expect(served).toContain(email === 'marta@alliance.example' ? '/manage/people' : '/members')
  expect(calls()).toBeGreaterThan(served.length / 2)
})

test('connections to the portal, and from it to its database, outlive the minute after which proxies drop theirs', async () => {
  for (const address of [`${portal.url}/readyz`, `${process.env.SUPABASE_URL}/rest/v1/`]) {
    const reply = await fetch(address)
    expect(reply.headers.get('keep-alive')).toBe('timeout=75')
  }
})
