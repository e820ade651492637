import { once } from 'node:events'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { expectWithin } from '#app/server/testing/bars.ts'
import { demoFolder } from '#app/server/testing/demo-folder.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters } from './alliance.ts'
import { Database, pidOf } from './database.ts'
import { eventually, Person, sitDown, type Editor } from './editors.ts'

const dataDir = await demoFolder('portal')
const spool = join(dataDir, 'spool')
const spooled = () => (existsSync(spool) ? readdirSync(spool) : [])
let portal: PortalProcess | undefined
let editors: Editor[] = []

afterEach(() => {
  for (const editor of editors) editor.destroy()
})
afterAll(async () => {
  await portal?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What reached anybody, or was called stored, and is missing. */
async function missing(witness: string): Promise<string[]> {
  const text = await Database.of(portal!).text(chapters.mandates)
  return editors.flatMap((editor) => {
    const takenOut = new Set(editor.edits.filter((edit) => !edit.adds).map((edit) => edit.marker))
    const seen = editor.edits.filter(
      ({ marker, adds }) => adds && !takenOut.has(marker) && witness.includes(marker),
    )
    return [...editor.mustStand, ...seen.map(({ marker }) => marker)].filter(
      (marker) => !text.includes(marker),
    )
  })
}

/** Ends it as an operator would. */
async function stop(): Promise<void> {
  const asked = performance.now()
  const code = await portal!.stop()
  portal = undefined
  expect(code).toBe(0)
  expectWithin('to stop with all stored', performance.now() - asked, 10_000)
}

/** A slow machine gets the time to store everything; the bench holds the portal to its own eight seconds. */
const patient: Record<string, string> = process.env.BENCH_PACE === '1' ? {} : { STOP_WITHIN: '300' }

/** Ten people type, an eleventh looks on. */
async function open(env: Record<string, string> = {}) {
  await portal?.stop()
  portal = await startPortalProcess({ dataDir, env })
  const people = [await Person.signIn(portal.url, 'jonas'), await Person.signIn(portal.url, 'amina')]
  const [witness, ...typists] = await sitDown(11, people)
  editors = [witness!, ...typists]
  for (const editor of typists) editor.keepTyping()
  await eventually(() => typists.every((editor) => editor.storedCount > 5), 'all are told something')
  return witness!
}

test('told to stop while ten people type, the portal stores all that reached anybody, and leaves within ten seconds', async () => {
  const witness = await open(patient)
  await stop()
  for (const editor of editors) editor.rest()
  const seen = witness.text
  for (const editor of editors) expect(editor.endings[0]).toMatch(/going-away/)
  for (const editor of editors) editor.destroy()
  expect(spooled()).toEqual([])
  portal = await startPortalProcess({ dataDir })
  expect(await missing(seen)).toEqual([])
})

test('told to stop while the database is away, it puts what is not stored on disk, and the next start stores it', async () => {
  const witness = await open()
  const database = pidOf(portal!)
  process.kill(database, 'SIGSTOP')
  const before = editors.map((editor) => editor.edits.length)
  await eventually(() => {
    const seen = witness.text
    // What was typed may be taken out again by the time others' words arrive: one of the later ones is enough.
    const goesOn = ({ edits }: Editor, i: number) =>
      edits.slice(before[i]! + 3).some(({ marker, adds }) => adds && seen.includes(marker))
    return editors.every((editor, i) => editor === witness || goesOn(editor, i))
  }, 'writing goes on')
  await stop()
  for (const editor of editors) editor.rest()
  const seen = witness.text
  for (const editor of editors) editor.destroy()
  expect(spooled().filter((name) => name.endsWith('.spool'))).not.toEqual([])
  expect(isAlive(database), 'a database is left behind').toBe(false)
  portal = await startPortalProcess({ dataDir })
  expect(spooled()).toEqual([])
  expect(await missing(seen)).toEqual([])
})

test('told to stop while a request is under way, it takes the rest of that request and answers it first', async () => {
  portal ??= await startPortalProcess({ dataDir })
  const [first, rest] = ['email=nobody%40example.org&', 'password=']
  const headers = {
    origin: portal.url,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': first.length + rest.length,
    expect: '100-continue',
  }
  const form = request(`${portal.url}/sign-in`, { method: 'POST', headers })
  const answer = new Promise<number | string>((resolve) => {
    form
      .on('response', ({ statusCode }) => resolve(statusCode!))
      .on('error', ({ message }) => resolve(message))
  })
  form.write(first)
  await once(form, 'continue')
  const { url } = portal
  const stopped = portal.stop()
  const refusesConnections = () =>
    fetch(`${url}/healthz`).then(
      () => false,
      () => true,
    )
  await expect.poll(refusesConnections, { interval: 20 }).toBe(true)
  form.end(rest)
  expect(await answer).toBe(400)
  expect(await stopped).toBe(0)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
