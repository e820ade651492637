import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from '#app/server/testing/portal.ts'
import { hiddenField, Visitor } from '#app/server/testing/visitor.ts'

const jonas = '/people/20000000-0000-4000-8000-000000000001/photo'
const oumar = '/people/20000000-0000-4000-8000-000000000006/photo'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

const ask = (path: string, headers: Record<string, string> = {}) => fetch(portal.url + path, { headers })

test('a public photo comes with headers under which it can only be a picture, and is asked about each time', async () => {
  const answer = await ask(jonas)
  expect(answer.status).toBe(200)
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
  })
  expect(headers.vary).toContain('Cookie')
  expect(headers['content-disposition']).toMatch(/^inline; filename="[0-9a-f]{32}\.webp"/)
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe('webp')
  const again = await ask(jonas, { 'If-None-Match': headers.etag! })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
  const other = await ask(jonas, { 'If-None-Match': `"${'0'.repeat(32)}"` })
  expect(other.status).toBe(200)
})

test('a photo that is not shown to the reader looks like one that is not there', async () => {
  const hidden = await ask(oumar)
  const none = await ask('/people/20000000-0000-4000-8000-000000000003/photo')
  const nobody = await ask('/people/not-a-person/photo')
  const logo = await ask('/institutions/nowhere/logo')
  for (const answer of [hidden, none, nobody, logo]) {
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('etag')).toBeNull()
  }
  const amina = await new Visitor(portal.url).signIn('amina@tana-forum.example')
  expect((await amina.get(oumar)).status).toBe(404)
  const own = await new Visitor(portal.url).signIn('oumar@bandiagara-centre.example')
  const { status, headers } = await own.get(oumar)
  expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store'])
})

test('the logo of an institution that is taken out of the directory is for members only', async () => {
  const logo = '/institutions/cedar-house/logo'
  expect((await ask(logo)).headers.get('cache-control')).toBe('private, no-cache')
  await portal.serviceDb.from('institutions').update({ listed: false }).eq('slug', 'cedar-house')
  expect((await ask(logo)).status).toBe(404)
  const amina = await new Visitor(portal.url).signIn('amina@tana-forum.example')
  const { status, headers } = await amina.get(logo)
  expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store'])
})

test('thirty pictures an hour are drawn for a person, and no more', async () => {
  const lucia = await new Visitor(portal.url).signIn('lucia@andes-observatory.example')
  const form = new FormData()
  const opened = await lucia.get('/account/profile')
  for (const [name, value] of Object.entries({
    stamp: hiddenField(opened.html, 'stamp') ?? '',
    name: 'Lucía',
    knownName: '',
    timeZone: 'Europe/Madrid',
    position: '',
    about: '',
    orcid: '',
    nameShown: 'members',
  }))
    form.set(name, value)
  for (const detail of ['photo', 'position', 'about', 'orcid', 'languages', 'email'])
    form.set(`${detail}Shown`, 'nobody')
  // Begins like a picture, and ends too early: it counts as well, since somebody has to look.
  const begun = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACklEQVQ=', 'base64')
  form.set('file', new File([begun], 'photo.png'))
  const statuses: number[] = []
  for (let n = 0; n < 31; n++) statuses.push((await lucia.post('/account/profile', form)).status)
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 415), 429])
})
