import { afterAll, beforeAll, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import { countCalls } from './testing/calls.ts'
import { weighPage } from './testing/page-weight.ts'
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

/** The published compendium of the demo alliance, and one chapter of it. */
const readable = [
  '/compendia/listening-posts/read',
  '/compendia/listening-posts/read/40000000-0000-4000-8000-000000000011',
]

/** Pages that come with scripts for strangers too, and why. */
const withScripts: Record<string, string> = {
  application: 'an application is a long form',
  'application/open/:token': 'it opens an application',
  'forgot-password': 'a form of whoever has an account: the pages after it need the same scripts',
  'join/apply': 'it begins an application',
  'sign-in':
    'it takes the texts of whoever signed out off the device; the pages after it need the same scripts',
}

/** Everything that a first visit receives: page, style sheet, icon, manifest, pictures. */
const MOST_BYTES = 60_000

test(`a stranger gets public pages without script files, in ${MOST_BYTES / 1000} kB at most`, async () => {
  const stranger = new Visitor(portal.url)
  const pages = (await routes).map(({ path = '' }) => [path, addressOf(path)] as const)
  const scripted: string[] = []
  const weights: Record<string, number> = {}
  for (const [pattern, address] of [...pages, ...readable.map((each) => [each, each] as const)]) {
    const { status, headers, html } = await stranger.get(address)
    if (status !== 200 || !headers.get('Content-Type')?.startsWith('text/html')) continue
    if (/<script[^>]*\s(src=|type="module")|rel="modulepreload"/.test(html)) scripted.push(pattern)
    else weights[address] = (await weighPage(portal.url + address)).bytes
  }
  expect(scripted.toSorted()).toEqual(Object.keys(withScripts).toSorted())
  const visited = ['/', '/about', '/members', '/members/havel-institute', '/join', '/privacy', ...readable]
  expect(Object.keys(weights)).toEqual(expect.arrayContaining(visited))
  expect(Object.entries(weights).filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([])
  // What a page links to was really looked at.
  const { files } = await weighPage(`${portal.url}/members/havel-institute`)
  expect(files.map(({ kind }) => kind).toSorted()).toEqual([
    'image',
    'image',
    'image',
    'manifest',
    'page',
    'style',
  ])
})

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
