import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { Visitor } from '#app/server/testing/visitor.ts'

const havel = '10000000-0000-4000-8000-000000000001'
const tana = '10000000-0000-4000-8000-000000000002'
const volume = '/compendia/missions-that-can-leave'
const mandates = '40000000-0000-4000-8000-000000000002'

let portal: TestPortal
let jonas: Visitor, amina: Visitor
beforeAll(async () => {
  portal = await bootPortal()
  jonas = await new Visitor(portal.url).signIn('jonas@havel-institute.example')
  amina = await new Visitor(portal.url).signIn('amina@tana-forum.example')
})
afterAll(() => portal.stop())

/** What a reader sees: the page without scripts, its words joined. */
const words = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const form = {
  kind: 'brief',
  title: 'Opened without a script',
  language: 'en',
  leadInstitution: havel,
  summary: 'Two lines.',
}

test('a compendium is opened, filled and settled without any script', async () => {
  const opened = await jonas.post('/compendia/new', {
    ...form,
    'institutions[]': havel,
    launchOn: '2030-05-01',
  })
  expect([opened.status, opened.location]).toEqual([302, '/compendia/opened-without-a-script'])
  const page = '/compendia/opened-without-a-script'
  const added = await jonas.post(page, { intent: 'add', parentId: '', title: 'Added by hand' })
  expect(added.status).toBe(200)
  expect(words(added.html)).toContain('Added by hand')
  const settled = await jonas.get(`${page}/settings`)
  expect(settled.html).toContain('value="2030-05-01"')
})

test.each([
  ['an empty title', { title: ' ' }, 'Enter a title.'],
  ['a title of 201 characters', { title: 'x'.repeat(201) }, 'longer than 200 characters'],
  ['a title that turns the line around', { title: 'a\u202Eb' }, 'invisible control characters'],
  ['a day that is none', { draftsDueOn: '2027-02-31' }, 'not a valid date'],
  ['an institution that is no id', { leadInstitution: 'x' }, 'Choose one of the options'],
  ['another template', { kind: 'novel' }, 'Choose one of the options'],
])('%s comes back with its message, and what was typed', async (_, fault, sentence) => {
  const before = await count()
  const answer = await jonas.post('/compendia/new', { ...form, summary: 'Kept words.', ...fault })
  expect(answer.status).toBe(400)
  expect(words(answer.html)).toContain(sentence)
  expect(answer.html).toContain('Kept words.')
  expect(await count()).toBe(before)
})

test('HTML in a title is shown as it was typed', async () => {
  const title = '<img src=x onerror=alert(1)>'
  const opened = await jonas.post('/compendia/new', { ...form, title })
  const page = await jonas.get(opened.location!)
  expect(page.html).not.toContain('<img src=x')
  expect(page.html).toContain('&lt;img src=x')
})

test('a lead institution of others is refused, and what was typed is kept', async () => {
  const answer = await amina.post('/compendia/new', { ...form, title: 'For somebody else' })
  expect(answer.status).toBe(403)
  expect(answer.html).toContain('For somebody else')
  expect(words(answer.html)).toContain('You are not an editor of that institution')
})

test('a rename that came second shows both titles and keeps what was typed', async () => {
  const fields = {
    intent: 'rename',
    chapterId: mandates,
    title: 'Typed by the second',
    expected: 'An older title',
  }
  const answer = await jonas.post(volume, fields)
  expect(answer.status).toBe(409)
  expect(words(answer.html)).toContain('Someone renamed it in the meantime')
  expect(words(answer.html)).toContain('Mandates with an end in mind')
  expect(answer.html).toContain('value="Typed by the second"')
})

test.each([
  ['somebody else’s compendium', 'get', '/compendia/who-pays-for-police', 404],
  ['its reading view', 'get', '/compendia/who-pays-for-police/read', 404],
  ['its settings', 'get', '/compendia/who-pays-for-police/settings', 404],
  ['settings one may only see', 'get', '/compendia/listening-posts/settings', 403],
  ['rights under an id that is none', 'get', '/chapters/1%27--/access', 404],
  ['rights to a chapter of others', 'get', '/chapters/40000000-0000-4000-8000-000000000021/access', 404],
  ['a slug of another script', 'get', '/compendia/%D8%B9', 404],
])('%s is not shown', async (_, __, path, status) => {
  const answer = await jonas.get(path)
  expect(answer.status).toBe(status)
  expect(answer.html).not.toMatch(/at \w+ \(|node_modules/)
})

test('visitors read what is public and nothing else', async () => {
  const visitor = new Visitor(portal.url)
  expect((await visitor.get('/compendia/listening-posts/read')).status).toBe(200)
  expect((await visitor.get(`${volume}/read`)).status).toBe(404)
  expect((await visitor.get(volume)).location).toBe('/sign-in?next=%2Fcompendia%2Fmissions-that-can-leave')
  expect((await visitor.get(`${volume}/live`)).status).toBe(404)
  expect((await visitor.get('/search?q=an')).status).toBe(401)
})

test('the reading view carries no script and weighs at most 60 kB with its style sheets', async () => {
  const visitor = new Visitor(portal.url)
  const { html } = await visitor.get('/compendia/listening-posts/read')
  expect(html).not.toMatch(/<script|modulepreload/)
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href!)
  expect(sheets.length).toBeGreaterThan(0)
  const styles = await Promise.all(sheets.map((href) => visitor.get(href)))
  const weight = [html, ...styles.map((sheet) => sheet.html)].reduce(
    (sum, text) => sum + gzipSync(text).length,
    0,
  )
  expect(weight).toBeLessThan(60_000)
})

test('a right is given, changed and taken away without any script', async () => {
  const path = `/chapters/${mandates}/access`
  const found = await jonas.get(`${path}?q=khoury`)
  const to = /value="(person:[0-9a-f-]+)"/.exec(found.html)?.[1]
  expect(to).toBeDefined()
  expect((await jonas.post(path, { intent: 'give', to: to!, access: 'comment' })).status).toBe(302)
  const given = await jonas.get(path)
  expect(words(given.html)).toContain('Rania Khoury')
  expect((await amina.get(path)).status).toBe(403)
  const wrong = await jonas.post(path, { intent: 'give', to: to!, access: 'everything' })
  expect(wrong.status).toBe(400)
})

async function count(): Promise<number> {
  const { count } = await portal.serviceDb.from('compendia').select('id', { count: 'exact', head: true })
  return count ?? -1
}

test('a large alliance is looked through by the form itself, which keeps what was typed and what was chosen', async () => {
  const institutions = () => portal.serviceDb.from('institutions')
  const stations = Array.from({ length: 101 }, (_, n) => ({
    slug: `river-station-${n}`,
    name: n === 100 ? 'Zephyr Station' : `River Station ${n}`,
    kind: 'research' as const,
    country: 'KE',
  }))
  const { data: added } = await institutions().insert(stations).select('id, slug').throwOnError()
  const last = added.find(({ slug }) => slug === 'river-station-100')!.id
  try {
    const offered = await jonas.get('/compendia/new')
    expect(words(offered.html)).toContain('Not all institutions are listed here')
    // The first hundred by name, and the caller's own.
    expect(offered.html.match(/name="institutions\[\]"/g)!.length).toBeLessThanOrEqual(101)
    expect(offered.html.includes(last)).toBe(false)

    const typed = { ...form, title: 'Half typed', 'institutions[]': tana, look: 'yes' }
    const found = await jonas.post('/compendia/new', { ...typed, find: 'STATION zeph' })
    expect(found.status).toBe(200)
    expect(found.html).toContain('value="Half typed"')
    expect(found.html).toMatch(new RegExp(`<input[^>]*checked=""[^>]*value="${tana}"`))
    expect(found.html.includes(last)).toBe(true)
    expect(words(found.html)).not.toContain('River Station 55')
    const nothing = await jonas.post('/compendia/new', { ...typed, find: 'zzz' })
    expect(words(nothing.html)).toContain('No institution matches “zzz”')
    expect((await jonas.get('/compendia?q=Half+typed')).html).not.toContain('/compendia/half-typed"')

    const faulty = await jonas.post('/compendia/new', { ...form, title: ' ', 'institutions[]': last })
    expect(faulty.html).toMatch(new RegExp(`<input[^>]*checked=""[^>]*value="${last}"`))
    const opened = await jonas.post('/compendia/new', {
      ...form,
      title: 'River reports',
      'institutions[]': last,
    })
    const settings = await jonas.get(`${opened.location}/settings`)
    expect(settings.html).toMatch(new RegExp(`<input[^>]*checked=""[^>]*value="${last}"`))
    const looked = await jonas.post(`${opened.location}/settings`, {
      intent: 'keep',
      updatedAt: 'x',
      title: 'Not kept yet',
      'institutions[]': last,
      find: 'station 99',
      look: 'yes',
    })
    expect(words(looked.html)).toContain('River Station 99')
    expect(looked.html).toMatch(new RegExp(`<input[^>]*checked=""[^>]*value="${last}"`))
    expect((await jonas.get(opened.location!)).html).not.toContain('Not kept yet')
    await portal.serviceDb.from('compendia').delete().eq('title', 'River reports').throwOnError()
  } finally {
    await institutions().delete().like('slug', 'river-station-%').throwOnError()
  }
})
