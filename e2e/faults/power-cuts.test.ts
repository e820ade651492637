import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { demoFolder } from '#app/server/testing/demo-folder.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters } from './alliance.ts'
import { Database, pidOf } from './database.ts'
import { eventually, Person, sitDown, type Editor } from './editors.ts'
import { rounds } from './rounds.ts'

const dataDir = await demoFolder('portal')
let portal: PortalProcess | undefined
afterAll(async () => {
  await portal?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What the database lacks of what the editors were told, and holds although they were told it is gone. */
async function broken(editors: Editor[]): Promise<string[]> {
  const text = await Database.of(portal!).text(chapters.mandates)
  return editors.flatMap((editor) => [
    ...editor.mustStand.filter((marker) => !text.includes(marker)).map((marker) => `lost ${marker}`),
    ...editor.mustBeGone.filter((marker) => text.includes(marker)).map((marker) => `came back ${marker}`),
  ])
}

// Portal, database, portal, both: each of them at least once.
const cuts = rounds(4, 20)

test(`after ${cuts} power cuts of portal and database while ten people type, all that was shown as saved stands`, async () => {
  portal = await startPortalProcess({ dataDir })
  const signedIn = [await Person.signIn(portal.url, 'jonas'), await Person.signIn(portal.url, 'amina')]
  const everybody: Editor[] = []
  let promised = 0
  let atStake = 0
  for (let round = 1; round <= cuts; round += 1) {
    const here = signedIn.map((person) => person.at(portal!.url))
    const editors = await sitDown(10, here)
    everybody.push(...editors)
    for (const editor of editors) editor.keepTyping()
    // Never at the same moment of a commit twice.
    await eventually(
      () => editors.every((editor) => editor.storedCount >= 3 + (round % 5)),
      'all are told something',
      60_000,
      5,
    )
    // In turn: the portal, the database, the portal, and the database with the portal a moment after it.
    if (round % 2 === 0) process.kill(pidOf(portal), 'SIGKILL')
    if (round % 4 === 0) {
      const then = editors.map((editor) => editor.edits.length)
      await eventually(() => editors.every(({ edits }, i) => edits.length > then[i]! + 2), 'they type on')
    }
    if (round % 4 !== 2) await portal.kill()
    for (const editor of editors) editor.destroy()
    if (round % 4 !== 2) portal = await startPortalProcess({ dataDir })
    const { url } = portal
    await eventually(async () => (await fetch(`${url}/readyz`)).ok, 'the portal is ready', 60_000, 50)
    promised += editors.reduce((sum, editor) => sum + editor.storedCount, 0)
    atStake += editors.reduce((sum, editor) => sum + editor.edits.length - editor.storedCount, 0)
    expect(await broken(everybody), `round ${round}`).toEqual([])
  }
  // Otherwise nothing was interrupted, and the rounds prove nothing.
  expect(promised).toBeGreaterThan(cuts * 10 * 3)
  expect(atStake).toBeGreaterThan(0)
})
