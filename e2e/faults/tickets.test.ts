import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ticketSigner, TICKET_MS } from '#app/collab/server/tickets.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids, people } from './alliance.ts'
import { Database } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { Page } from './page.ts'

const chapter = chapters.mandates
let portal: PortalProcess
let database: Database
let jonas: Person
let amina: Person

beforeAll(async () => {
  portal = await startPortalProcess()
  database = Database.of(portal)
  jonas = await Person.signIn(portal.url, 'jonas')
  amina = await Person.signIn(portal.url, 'amina')
})
afterAll(async () => {
  await portal?.stop()
})

/** A ticket of the portal's own office, as it was issued so many milliseconds ago. */
function ticket(ago: number, schema: number = EDITOR_VERSION): string {
  const office = ticketSigner(database.keys.secret, () => Date.now() - ago)
  return office.issue({ person: ids.jonas, session: null, chapter, schema }).token
}

async function answerTo(token: string): Promise<string[]> {
  using editor = new Editor(jonas, { name: 'knocks', token: () => token, once: true })
  editor.type()
  await eventually(() => editor.endings.length >= 2 || editor.synced, 'an answer')
  expect(editor.synced).toBe(false)
  return [...editor.endings]
}

test('an older editor is refused at the ticket and at the door, and the text stays as it is', async () => {
  const whole = await database.text(chapter)
  expect((await jonas.ask(chapter, EDITOR_VERSION - 1)).status).toBe(409)
  expect(await answerTo(ticket(0, EDITOR_VERSION - 1))).toEqual([
    'refused editor-too-old',
    '4409 editor-too-old',
  ])
  expect(await answerTo(ticket(0, EDITOR_VERSION + 1))).toEqual([
    'refused editor-too-old',
    '4409 editor-too-old',
  ])
  const forged = `${ticket(0, EDITOR_VERSION - 1).split('.')[0]}.${ticket(0).split('.')[1]}`
  for (const token of [
    '',
    'nonsense',
    forged,
    ticketSigner('another secret').issue({
      person: ids.jonas,
      session: null,
      chapter,
      schema: EDITOR_VERSION,
    }).token,
  ])
    expect(await answerTo(token)).toEqual(['refused ticket-refused', '4401 ticket-refused'])
  expect(await database.text(chapter)).toBe(whole)
})

test('a connection outlives its ticket, and a ticket that expired an hour ago opens nothing', async () => {
  const left = 1_500
  const token = ticket(TICKET_MS - left)
  const expired = performance.now() + left
  using editor = new Editor(jonas, { name: 'stays', token: () => token, once: true })
  await eventually(() => editor.synced, 'it opens just in time')
  await eventually(() => performance.now() > expired, 'the ticket expires')
  expect(await answerTo(token)).toEqual(['refused ticket-refused', '4401 ticket-refused'])
  editor.type()
  await eventually(() => editor.allStored, 'writing goes on')
  expect(editor.endings).toEqual([])
  expect(await answerTo(ticket(3_600_000))).toEqual(['refused ticket-refused', '4401 ticket-refused'])
})

test('a page that comes back with a ticket an hour old gets a new one by itself, and everything arrives', async () => {
  const fetched = globalThis.fetch
  let old = 2
  globalThis.fetch = async (input, init) => {
    const answer = await fetched(input, init)
    if (!String(input).endsWith('/collab/ticket') || old === 0) return answer
    old -= 1
    return Response.json({ ...((await answer.json()) as object), token: ticket(3_600_000) })
  }
  try {
    using page = new Page(jonas, ids.jonas, chapter)
    const words = page.write('Written before the door opened.')
    await page.untilSaved()
    expect(old).toBe(0)
    expect(await database.text(chapter)).toContain(words)
  } finally {
    globalThis.fetch = fetched
  }
})

test('a session whose token expired an hour ago is renewed on the way, without a word', async () => {
  const person = amina.at(portal.url)
  age(person, 3_600_000)
  using page = new Page(person, ids.amina, chapter)
  const words = page.write('Written after a long lunch.')
  await page.untilSaved()
  expect(await database.text(chapter)).toContain(words)
  expect(page.said.map((status) => status.kind)).not.toContain('signed-out')
})

test('with an ended session the text stays on the page, and after signing in again all of it arrives', async () => {
  const person = await Person.signIn(portal.url, 'amina')
  using page = new Page(person, ids.amina, chapter)
  await page.untilSaved()
  person.cookies.clear()
  page.session.retry()
  cut(page)
  await page.until(({ status }) => status.kind === 'signed-out', 'the page says that the session has ended')
  const words = page.write('Written without a session.')
  await page.until(
    ({ status }) => status.kind === 'signed-out' && status.changes === 1,
    'it counts what waits',
  )
  page.session.retry()
  await page.until(({ status }) => status.kind === 'signed-out', 'it stays so')
  expect(page.text).toContain(words)
  expect(await database.text(chapter)).not.toContain(words)

  await person.signIn(people.amina)
  page.session.retry()
  await page.untilSaved()
  expect(await database.text(chapter)).toContain(words)
})

/** Somebody else who signs in on the same device does not send what is here in their own name. */
test('what one person wrote does not go out in the name of the next one who signs in', async () => {
  const person = await Person.signIn(portal.url, 'amina')
  using page = new Page(person, ids.amina, chapter)
  await page.untilSaved()
  person.cookies.clear()
  for (const [name, value] of jonas.cookies) person.cookies.set(name, value)
  cut(page)
  await page.until(({ status }) => status.kind === 'signed-out', 'the page is not that person’s')
  const words = page.write('Amina’s words.')
  page.session.retry()
  await page.until(({ status }) => status.kind === 'signed-out', 'it stays so')
  expect(await database.text(chapter)).not.toContain(words)
})

/** Breaks the page's connection as a network does. */
function cut(page: Page) {
  for (const socket of page.sockets) socket.terminate()
}

/** Makes the session of a person's cookies look as it will after so many milliseconds. */
function age(person: Person, ms: number) {
  const parts = [...person.cookies].filter(([name]) => name.startsWith('gapo-session')).sort()
  const whole = parts.map(([, value]) => decodeURIComponent(value)).join('')
  const session = JSON.parse(Buffer.from(whole.replace('base64-', ''), 'base64url').toString()) as {
    access_token: string
    expires_at: number
  }
  const [header = '', payload = ''] = session.access_token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number; iat: number }
  const past = Math.floor((Date.now() - ms) / 1_000)
  const body = Buffer.from(JSON.stringify({ ...claims, exp: past, iat: past - 3_600 })).toString('base64url')
  const signature = createHmac('sha256', database.keys.jwt).update(`${header}.${body}`).digest('base64url')
  session.access_token = `${header}.${body}.${signature}`
  session.expires_at = past
  for (const [name] of parts) person.cookies.delete(name)
  person.cookies.set('gapo-session', `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`)
}
