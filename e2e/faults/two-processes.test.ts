import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPresence } from '#app/collab/protocol.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids } from './alliance.ts'
import { startDatabase, type LoneDatabase } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { startRedis, whyNoRedis } from './redis.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

const missing = whyNoRedis()
if (missing) console.warn(`skipped: two processes of the portal. ${missing}`)

describe.skipIf(missing)('two processes of the portal over one database, joined by Redis', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-faults-'))
  const chapter = chapters.mandates
  let database: LoneDatabase
  let redis: Awaited<ReturnType<typeof startRedis>>
  let a: PortalProcess
  let b: PortalProcess
  let jonas: Person
  let amina: Person
  const start = (name: string) =>
    startPortalProcess({
      dataDir: join(dataDir, name),
      env: { ...database.settings, REDIS_URL: redis.url },
    })

  beforeAll(async () => {
    database = await startDatabase()
    redis = await startRedis(dataDir)
    a = await start('a')
    b = await start('b')
    jonas = await Person.signIn(a.url, 'jonas')
    amina = await Person.signIn(a.url, 'amina')
  })
  afterAll(async () => {
    await a?.stop()
    await b?.stop()
    await redis?.stop()
    await database?.end()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Jonas at the first process, Amina at the second. */
  async function together() {
    const atA = new Editor(jonas.at(a.url), { name: 'a', chapter })
    const atB = new Editor(amina.at(b.url), { name: 'b', chapter, once: true })
    await eventually(
      () => atA.synced && atB.synced,
      () => `one sits at each process; ${a.output()} ${b.output()}`,
    )
    return { atA, atB }
  }
  const seenBy = (editor: Editor) =>
    [...editor.provider.awareness!.getStates().values()]
      .map(({ user }) => user as unknown)
      .filter(isPresence)
      .map(({ id }) => id)

  test('texts and presence cross, and both say stored when it is so', async () => {
    const { atA, atB } = await together()
    for (let i = 0; i < 20; i += 1) {
      const words = [atA.type(), atB.type()]
      await eventually(
        () => [atA, atB].every(({ text }) => words.every((word) => text.includes(word))),
        'both see both',
      )
    }
    await eventually(
      () => atA.allStored && atB.allStored && atA.text === atB.text,
      'both are told that it is stored',
    )
    const text = await database.database.text(chapter)
    expect([...atA.mustStand, ...atB.mustStand].filter((marker) => !text.includes(marker))).toEqual([])
    expect(text).toBe(atA.text)

    for (const editor of [atA, atB]) editor.provider.setAwarenessField('user', { id: 'a lie' })
    await eventually(
      () => seenBy(atA).includes(ids.amina) && seenBy(atB).includes(ids.jonas),
      'each sees the other',
    )
    atB.destroy()
    await eventually(() => !seenBy(atA).includes(ids.amina), 'who left is gone at the other process')
    atA.destroy()
  })

  test('access revoked in the database ends writing at either process within two seconds', async () => {
    const { atA, atB } = await together()
    const before = atB.type()
    await eventually(() => atB.allStored && atA.text.includes(before), 'her words arrive')
    atB.keepTyping()
    await database.database.change(`affiliations?person_id=eq.${ids.amina}`, { ended_on: '2026-01-01' })
    const changed = performance.now()
    try {
      await eventually(() => atB.endings.length > 0, 'her editor is closed', 60_000, 5)
      expectWithin(
        'from losing a right to the end of writing, another process',
        performance.now() - changed,
        2_000,
      )
      expect(atB.endings[0]).toBe('4403 rights-changed')
      const later = atB.edits.length
      await eventually(() => atB.edits.length > later + 5, 'she types on')
      atB.rest()
      atA.type()
      await eventually(() => atA.allStored, 'the other one goes on')
      const text = await database.database.text(chapter)
      const lost = atB.edits.slice(later).filter(({ adds }) => adds)
      expect(lost.filter(({ marker }) => atA.text.includes(marker) || text.includes(marker))).toEqual([])
    } finally {
      await database.database.change(`affiliations?person_id=eq.${ids.amina}`, { ended_on: null })
      atA.destroy()
      atB.destroy()
    }
  })

  test('a process that is killed takes nothing with it that anybody was told is stored', async () => {
    const { atA, atB } = await together()
    atA.keepTyping(10)
    atB.keepTyping(10)
    await eventually(() => atA.storedCount > 30 && atB.storedCount > 30, 'both are told something')
    await a.kill()
    atA.destroy()
    const seenFromA = atA.edits.filter(({ marker, adds }) => adds && atB.text.includes(marker))
    atB.rest()
    await eventually(() => atB.allStored, 'the other process stores on')
    const text = await database.database.text(chapter)
    expect([...atA.mustStand, ...atB.mustStand].filter((marker) => !text.includes(marker))).toEqual([])
    // What the dead process had only relayed is stored by the one that heard it.
    expect(seenFromA.length).toBeGreaterThan(10)
    expect(seenFromA.filter(({ marker }) => atB.text.includes(marker) && !text.includes(marker))).toEqual([])
    atB.destroy()
    a = await start('a')
  })

  test('without Redis each process opens, stores and revokes alone, and afterwards both have everything', async () => {
    const redisAt = async (portal: PortalProcess) => {
      const answer = await fetch(`${portal.url}/readyz`)
      return [answer.status, ((await answer.json()) as { redis: boolean }).redis]
    }
    const bothSay = (isHere: boolean) =>
      eventually(
        async () => String([await redisAt(a), await redisAt(b)]) === String([200, isHere, 200, isHere]),
        `both are ready and say of Redis ${isHere}`,
      )
    const { atA, atB } = await together()
    await bothSay(true)
    const saidBefore = a.output().length
    await redis.kill()
    await bothSay(false)

    const words = [atA.type(), atB.type()]
    await eventually(() => atA.allStored && atB.allStored, 'both are stored without Redis')
    const opened = new Editor(jonas.at(a.url), { name: 'opened', chapter: chapters.voices })
    await eventually(() => opened.synced, 'another chapter opens without Redis')
    opened.keepTyping(20)
    await eventually(() => opened.storedCount > 20, 'it is written in')
    opened.rest()
    await database.database.change(`affiliations?person_id=eq.${ids.amina}`, { ended_on: '2026-01-01' })
    await eventually(() => atB.endings.length > 0, 'her editor is closed without Redis')
    expect(atB.endings[0]).toBe('4403 rights-changed')
    await database.database.change(`affiliations?person_id=eq.${ids.amina}`, { ended_on: null })
    const said = a.output().slice(saidBefore)
    expect(said.split('\n').filter((line) => line.includes('redis is away')).length).toBeLessThanOrEqual(2)
    expect(said).not.toMatch(/MaxRetriesPerRequest|failed to publish|unexpected error/)

    const again = new Editor(amina.at(b.url), { name: 'b', chapter })
    await eventually(() => again.synced, 'she comes back without Redis')
    await redis.startAgain()
    await bothSay(true)
    await eventually(
      () => [atA, again].every(({ text }) => words.every((word) => text.includes(word))),
      'both have what was written meanwhile',
    )
    words.push(atA.type(), again.type())
    await eventually(
      () => atA.allStored && again.allStored && atA.text === again.text,
      'both see everything again',
    )
    await eventually(
      () => seenBy(atA).includes(ids.amina) && seenBy(again).includes(ids.jonas),
      'each sees the other again',
    )
    expect(await database.database.text(chapter)).toBe(atA.text)
    for (const editor of [atA, atB, again, opened]) editor.destroy()
  })
})
