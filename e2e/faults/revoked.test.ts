import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentName } from '#app/collab/protocol.ts'
import { syncFrame, SYNC } from '#app/collab/server/frames.ts'
import * as Y from 'yjs'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids } from './alliance.ts'
import { Database } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { Page } from './page.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

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

const affiliation = `affiliations?person_id=eq.${ids.amina}`
const grant = `chapter_grants?chapter_id=eq.${chapters.mandates}&institution_id=eq.${ids.tana}`
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

/** Two at a chapter; resolves when Amina's first words are stored. */
async function together(options: { token?: string } = {}) {
  const writer = new Editor(amina, {
    name: 'amina',
    once: true,
    ...(options.token && { token: () => options.token! }),
  })
  const other = new Editor(jonas, { name: 'jonas' })
  await eventually(() => writer.synced && other.synced, 'both sit at the chapter')
  const before = writer.type()
  await eventually(() => writer.allStored && other.text.includes(before), 'the first words arrive')
  return { writer, other }
}

test('an affiliation that ends mid-typing closes the editor within two seconds, and later keystrokes reach nobody', async () => {
  const token = await amina.ticket(chapters.mandates)
  const { writer, other } = await together({ token })
  writer.keepTyping()
  await database.change(affiliation, { ended_on: yesterday() })
  const changed = performance.now()
  try {
    await eventually(() => writer.endings.length > 0, 'the editor is closed', 60_000, 5)
    expectWithin('from losing a right to the end of writing', performance.now() - changed, 2_000)
    expect(writer.endings[0]).toBe('4403 rights-changed')
    // All that was on its way has been heard by now or never will be.
    const later = writer.edits.length
    await eventually(() => writer.edits.length > later + 5, 'she types on')
    writer.rest()
    // The ticket in her hand is still good for a while, but it opens nothing.
    using again = new Editor(amina, { name: 'again', token: () => token, once: true })
    await eventually(() => again.endings.length > 0, 'an answer')
    expect(again.endings[0]).toBe('refused no-access')
    expect(again.synced).toBe(false)
    expect((await amina.ask(chapters.mandates)).status).toBe(403)

    other.type()
    await eventually(() => other.allStored, 'the other one goes on')
    const lost = writer.edits.slice(later).filter((edit) => edit.adds)
    const text = await database.text(chapters.mandates)
    expect(lost.filter(({ marker }) => text.includes(marker) || other.text.includes(marker))).toEqual([])
    expect(writer.mustStand.filter((marker) => !text.includes(marker))).toEqual([])
    expect(other.endings).toEqual([])
  } finally {
    await database.change(affiliation, { ended_on: null })
    writer.destroy()
    other.destroy()
  }
})

test('a grant that is taken back leaves her reading: what she types and what she forges reaches nobody', async () => {
  const { writer, other } = await together()
  await database.change(grant, { access: 'read' })
  try {
    await eventually(() => writer.endings.length > 0, 'the editor is closed')
    expect(writer.endings[0]).toBe('4403 rights-changed')
    using reader = new Editor(amina, { name: 'reader', once: true })
    await eventually(() => reader.synced, 'she reads on')
    const typed = reader.type()
    // A client that claims nothing changed and sends an update all the same.
    reader.socket.send(
      syncFrame(documentName(chapters.mandates), SYNC.step2, Y.encodeStateAsUpdate(reader.doc)) as never,
    )
    const allowed = other.type()
    await eventually(() => other.allStored && reader.text.includes(allowed), 'the other one goes on')
    expect(reader.storedCount).toBe(0)
    expect(other.text).not.toContain(typed)
    expect(await database.text(chapters.mandates)).not.toContain(typed)
  } finally {
    await database.change(grant, { access: 'edit' })
    writer.destroy()
    other.destroy()
  }
})

test('signing out ends the editors of that session within two seconds, with every ticket of it, and no others', async () => {
  const elsewhere = await Person.signIn(portal.url, 'amina')
  const token = await elsewhere.ticket(chapters.mandates)
  using left = new Editor(elsewhere, { name: 'sent', token: () => token, once: true })
  using stays = new Editor(amina, { name: 'stays' })
  await eventually(() => left.synced && stays.synced, 'both sit at the chapter')
  const before = left.type()
  await eventually(() => left.allStored && stays.text.includes(before), 'the first words arrive')

  expect((await elsewhere.post('/sign-out', {})).status).toBe(302)
  const signedOut = performance.now()
  await eventually(() => left.endings.length > 0, 'the editor is closed', 60_000, 5)
  expectWithin('from signing out elsewhere to the end of writing', performance.now() - signedOut, 2_000)
  expect(left.endings[0]).toBe('4403 rights-changed')
  const lost = left.type()
  // No lost right: a page would take that for one and remove the copy on its device.
  using again = new Editor(elsewhere, { name: 'again', token: () => token, once: true })
  await eventually(() => again.endings.length > 0, 'an answer')
  expect(again.endings[0]).toBe('refused ticket-refused')
  expect((await elsewhere.ask(chapters.mandates)).status).toBe(401)

  stays.type()
  await eventually(() => stays.allStored, 'the other session goes on')
  expect(stays.endings).toEqual([])
  expect(stays.text).not.toContain(lost)
  expect(await database.text(chapters.mandates)).not.toContain(lost)
})

test('the page of someone who lost access says so and writes nothing more', async () => {
  using page = new Page(amina, ids.amina)
  await page.untilSaved()
  await database.change(affiliation, { ended_on: yesterday() })
  try {
    await page.until(
      ({ status }) => status.kind === 'access-changed',
      'the page says that access has changed',
    )
    const words = page.write('Nobody will read this.')
    page.session.retry()
    using other = new Editor(jonas, { name: 'jonas' })
    await eventually(() => other.synced, 'another one opens the chapter')
    other.type()
    await eventually(() => other.allStored, 'the other one writes')
    expect(other.text).not.toContain(words)
    expect(await database.text(chapters.mandates)).not.toContain(words)
    expect(page.state.status.kind).toBe('access-changed')
  } finally {
    await database.change(affiliation, { ended_on: null })
  }
})
