import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids } from './alliance.ts'
import { Database, pidOf } from './database.ts'
import { Editor, eventually, Person, sitDown } from './editors.ts'
import { Page } from './page.ts'

let portal: PortalProcess
let jonas: Person
let amina: Person
let frozen = 0

beforeAll(async () => {
  portal = await startPortalProcess({ embedded: true })
  jonas = await Person.signIn(portal.url, 'jonas')
  amina = await Person.signIn(portal.url, 'amina')
})
afterEach(() => thaw())
afterAll(async () => {
  await portal?.stop()
})

/** The database is there but answers nobody, as behind a network that went away. */
function freeze() {
  frozen = pidOf(portal)
  process.kill(frozen, 'SIGSTOP')
}
function thaw() {
  if (frozen) process.kill(frozen, 'SIGCONT')
  frozen = 0
}
const readiness = async () => (await fetch(`${portal.url}/readyz`)).status

test('the database is away for half a minute: writing goes on, nothing is called saved, and all is stored on its return', async () => {
  using page = new Page(jonas, ids.jonas)
  const editors = await sitDown(4, [jonas, amina])
  await page.untilSaved()
  for (const editor of editors) editor.type()
  await eventually(() => editors.every((editor) => editor.allStored), 'all is stored to begin with')

  freeze()
  const away = performance.now()
  const before = editors.map((editor) => editor.edits.length)
  expect(await readiness()).toBe(503)
  page.said.length = 0
  let last = page.write('Written while the database was away.')
  await page.until(({ status }) => status.kind !== 'saved', 'the page no longer says saved')
  const claims = page.said.length
  while (performance.now() - away < 30_000) {
    for (const editor of editors) last = editor.type()
    await eventually(
      () => page.text.includes(last) && editors.every((editor) => editor.text.includes(last)),
      'everybody sees what the others write',
      5_000,
      100,
    )
    expect(page.state.status.kind).not.toBe('saved')
  }
  expect(page.said.slice(claims).filter((status) => status.kind === 'saved')).toEqual([])
  expect(page.state.status).toMatchObject({ kind: 'on-this-device', reason: 'database-away' })
  expect(await readiness()).toBe(503)
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200)
  for (const [i, editor] of editors.entries())
    expect(editor.edits.slice(before[i]!).filter((edit) => edit.stored)).toEqual([])

  thaw()
  await page.untilSaved()
  await eventually(() => editors.every((editor) => editor.allStored), 'all is stored on return')
  expect(await readiness()).toBe(200)
  const text = await Database.of(portal).text(chapters.mandates)
  expect(text).toContain('Written while the database was away.')
  expect(text).toBe(page.text)
  for (const editor of editors) {
    expect(editor.endings).toEqual([])
    editor.destroy()
  }
})

test('the database is killed and started again under the hands of those who write, who notice nothing', async () => {
  const editors = await sitDown(4, [jonas, amina])
  for (const editor of editors) editor.keepTyping()
  await eventually(() => editors.every((editor) => editor.storedCount > 3), 'all are told something')
  const killed = pidOf(portal)
  process.kill(killed, 'SIGKILL')
  await eventually(
    () => portal.databasePid() && portal.databasePid() !== killed,
    'the database is started again',
  )
  const then = editors.map((editor) => editor.edits.length)
  await eventually(
    () => editors.every((editor, i) => editor.storedCount > then[i]!),
    'what came later is stored',
  )
  for (const editor of editors) editor.rest()
  await eventually(() => editors.every((editor) => editor.allStored), 'all is stored')
  expect(editors.flatMap((editor) => editor.endings)).toEqual([])
  await eventually(() => new Set(editors.map((editor) => editor.text)).size === 1, 'all see the same')
  expect(await Database.of(portal).text(chapters.mandates)).toBe(editors[0]!.text)
  for (const editor of editors) editor.destroy()
})

test('a chapter that cannot be read is never shown or stored as a blank one', async () => {
  const chapter = chapters.voices
  const whole = await Database.of(portal).text(chapter)
  expect(whole.length).toBeGreaterThan(500)
  const token = await jonas.ticket(chapter)
  freeze()
  using page = new Page(jonas, ids.jonas, chapter)
  using editor = new Editor(jonas, { name: 'early', chapter, token: () => token, once: true })
  await eventually(() => editor.endings.length >= 2, 'the portal says that it cannot read the chapter')
  expect(editor.endings).toEqual(['refused load-failed', '4500 load-failed'])
  expect(editor.synced).toBe(false)
  await page.until(
    ({ status }) => status.kind === 'opening' && Boolean(status.reason),
    'it says why it waits',
  )
  expect(page.state.ready).toBe(false)
  thaw()
  await page.untilSaved()
  expect(page.text).toBe(whole)
  expect(page.said.some((status) => status.kind === 'access-changed')).toBe(false)
  expect(await Database.of(portal).text(chapter)).toBe(whole)
})
