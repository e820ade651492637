import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids } from './alliance.ts'
import { startDatabase, type LoneDatabase } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { Gateway } from '#app/server/testing/gateway.ts'
import { Page } from './page.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'portal-faults-'))
let database: LoneDatabase
let gateway: Gateway
let portal: PortalProcess
let jonas: Person

beforeAll(async () => {
  database = await startDatabase()
  gateway = await Gateway.before(database.database.url)
  portal = await startPortalProcess({
    dataDir: join(dataDir, 'portal'),
    env: { ...database.settings, SUPABASE_URL: gateway.url },
  })
  jonas = await Person.signIn(portal.url, 'jonas')
})
afterAll(async () => {
  await portal?.stop()
  gateway?.close()
  await database?.end()
  rmSync(dataDir, { recursive: true, force: true })
})

test('rights are known but the text cannot be read: whoever opens is sent away to come back, and the text stays', async () => {
  const chapter = chapters.mandates
  const first = new Editor(jonas, { name: 'first' })
  for (let i = 0; i < 10; i += 1) first.type()
  await eventually(() => first.allStored, 'the text is stored')
  const whole = first.text
  first.destroy()

  // Small chapters are let go at once; the next one to open is told that it cannot be read.
  gateway.lets = (path) => !path.includes('chapter_state')
  await eventually(
    async () => {
      using probe = new Editor(jonas, { name: 'probe', once: true })
      await eventually(() => probe.synced || probe.endings.length >= 2, 'an answer')
      return !probe.synced && probe.endings.join() === 'refused load-failed,4500 load-failed'
    },
    'the chapter is read anew',
    30_000,
  )
  using page = new Page(jonas, ids.jonas, chapter)
  await page.until(({ status }) => status.kind === 'opening' && status.reason === 'database-away', 'it waits')
  page.write('Typed by a program that does not wait for the text.')
  expect(page.state.ready).toBe(false)
  expect(await database.database.text(chapter)).toBe(whole)
  expect(gateway.refused).toBeGreaterThan(1)

  gateway.lets = () => true
  await page.untilSaved()
  expect(page.text).toContain(whole)
  expect(await database.database.text(chapter)).toBe(page.text)
})
