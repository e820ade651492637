import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/platform/supabase.server.ts'
import { bootDatabase, type TestDatabase } from '#app/server/testing/database.ts'
import {
  addChapter,
  changeChapter,
  changeRights,
  chapterPage,
  chapterRights,
  compendiaList,
  compendiumPage,
  compendiumPulse,
  compendiumSettings,
  compendiumToRead,
  myWork,
  findPlaces,
  keepCompendium,
  lastPlaces,
  moveChapter,
  noteVisit,
  openCompendium,
  publicCompendia,
  removeChapter,
  renameChapter,
  takeDownCompendium,
} from './index.server.ts'
import { ChapterChange, ListFilter, NewCompendium, SettingsEntry } from './schema.ts'

const havel = '10000000-0000-4000-8000-000000000001'
const tana = '10000000-0000-4000-8000-000000000002'
const bandiagara = '10000000-0000-4000-8000-000000000006'
const police = '40000000-0000-4000-8000-000000000005'
const mandates = '40000000-0000-4000-8000-000000000002'
const drawdown = '40000000-0000-4000-8000-000000000003'
const dawit = '20000000-0000-4000-8000-00000000000e'

let database: TestDatabase
/** Jonas represents the lead institution; Amina edits for an author institution; Oumar's institution takes no part. */
let jonas: Db, petra: Db, amina: Db, oumar: Db, marta: Db, visitor: Db
beforeAll(async () => {
  database = await bootDatabase()
  ;[jonas, petra, amina, oumar, marta, visitor] = await Promise.all([
    database.as('jonas@havel-institute.example'),
    database.as('petra@havel-institute.example'),
    database.as('amina@tana-forum.example'),
    database.as('oumar@bandiagara-centre.example'),
    database.as('marta@alliance.example'),
    database.as(),
  ])
})
afterAll(() => database.stop())

const entry = (more: Partial<Record<string, unknown>> = {}) =>
  NewCompendium.parse({
    kind: 'brief',
    title: 'A brief',
    language: 'en',
    leadInstitution: havel,
    institutions: [tana],
    ...more,
  })

async function newVolume(title = 'Volume for a test') {
  const outcome = await openCompendium(jonas, entry({ title }))
  if (outcome.kind !== 'created') throw new Error(outcome.kind)
  return (await compendiumPage(jonas, outcome.slug))!
}

test('a compendium opens with the chapters of its template and their first content', async () => {
  const volume = await newVolume('Opened from a template')
  expect(volume.slug).toBe('opened-from-a-template')
  expect(volume.chapters.map(({ number, status }) => `${number} ${status}`)).toEqual([
    '1 outline',
    '2 outline',
    '3 outline',
    '4 outline',
  ])
  expect(volume.institutions.map(({ acronym, lead }) => [acronym, lead])).toEqual([['HIPO', true]])
  const { data } = await database.serviceDb
    .from('chapter_updates')
    .select('chapter_id, person_id')
    .in(
      'chapter_id',
      volume.chapters.map(({ id }) => id),
    )
  expect(data).toHaveLength(4)
  expect(data!.every((row: { person_id: string | null }) => row.person_id === null)).toBe(true)
})

test('two compendia of one title get two addresses', async () => {
  const [first, second] = [await newVolume('Twice'), await newVolume('Twice')]
  expect([first.slug, second.slug]).toEqual(['twice', 'twice-2'])
})

test('nobody opens a compendium for an institution they do not edit for', async () => {
  expect(await openCompendium(amina, entry({ title: 'Not hers' }))).toEqual({ kind: 'refused' })
  expect(await openCompendium(petra, entry({ title: 'Only a member' }))).toEqual({ kind: 'refused' })
  const { data } = await database.serviceDb
    .from('compendia')
    .select('id')
    .in('title', ['Not hers', 'Only a member'])
  expect(data).toEqual([])
})

test('two people who reorder at once keep every chapter exactly once', async () => {
  const volume = await newVolume('Reordered by two')
  await keepAll(volume, { leadEditor: null, institutions: [tana] })
  const ids = volume.chapters.map(({ id }) => id)
  const leads = [jonas, marta]
  const moves = Array.from({ length: 50 }, (_, n) => {
    const chapterId = ids[n % ids.length]!
    const other = ids[(n * 7 + 3) % ids.length]!
    const place =
      n % 3 === 0 ? { parentId: other, afterId: null } : { parentId: null, afterId: n % 2 ? other : null }
    return moveChapter(leads[n % 2]!, chapterId, place)
  })
  const kinds = new Set((await Promise.all(moves)).map(({ kind }) => kind))
  expect([...kinds].every((kind) => kind === 'moved' || kind === 'cycle')).toBe(true)
  const after = (await compendiumPage(jonas, volume.slug))!
  expect(after.chapters.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect(new Set(after.chapters.map(({ number }) => number)).size).toBe(ids.length)
  expect(after.stamp).not.toBe(volume.stamp)
  expect((await compendiumPulse(marta, volume.slug))!.stamp).toBe(after.stamp)
})

test('the stamp of a compendium says apart what is in it and how far it is written', async () => {
  const volume = await newVolume('Written in')
  const stamp = async () => (await compendiumPulse(jonas, volume.slug))!.stamp.split('.')
  const [things, written] = await stamp()
  await database.serviceDb.from('chapters').update({ words: 1234 }).eq('id', volume.chapters[0]!.id)
  const [sameThings, writtenMore] = await stamp()
  expect([sameThings, writtenMore === written]).toEqual([things, false])
  await renameChapter(jonas, volume.chapters[0]!.id, 'Another title', volume.chapters[0]!.title)
  expect((await stamp())[0]).not.toBe(things)
})

test('a chapter cannot stand below itself or in another volume', async () => {
  const volume = await newVolume('No cycles')
  const [first, second] = volume.chapters
  expect(await moveChapter(jonas, second!.id, { parentId: first!.id, afterId: null })).toEqual({
    kind: 'moved',
  })
  expect(await moveChapter(jonas, first!.id, { parentId: second!.id, afterId: null })).toEqual({
    kind: 'cycle',
  })
  expect(await moveChapter(jonas, first!.id, { parentId: police, afterId: null })).toEqual({ kind: 'gone' })
  expect(await moveChapter(jonas, randomUUID(), { parentId: null, afterId: null })).toEqual({ kind: 'gone' })
  expect(await moveChapter(amina, first!.id, { parentId: null, afterId: null })).toEqual({ kind: 'refused' })
})

test('one step moves a chapter from where it stands now', async () => {
  const volume = await newVolume('Step by step')
  const step = (chapterId: string, way: string) =>
    changeChapter(jonas, volume.slug, ChapterChange.parse({ intent: 'step', chapterId, step: way }))
  const [first, second] = volume.chapters
  expect(await step(first!.id, 'up')).toEqual({ kind: 'at-the-edge' })
  expect(await step(second!.id, 'in')).toEqual({ kind: 'moved' })
  const after = (await compendiumPage(jonas, volume.slug))!
  expect(after.chapters.find(({ id }) => id === second!.id)!.number).toBe('1.1')
})

test('of two people who rename at once, the second is told the title that stands', async () => {
  const { chapters, slug } = await newVolume('Renamed by two')
  const { id, title } = chapters[0]!
  expect(await renameChapter(jonas, id, 'First was quicker', title)).toEqual({ kind: 'renamed' })
  expect(await renameChapter(marta, id, 'Second', title)).toEqual({
    kind: 'changed-meanwhile',
    title: 'First was quicker',
  })
  expect((await compendiumPage(jonas, slug))!.chapters[0]!.title).toBe('First was quicker')
  expect(await renameChapter(marta, id, 'Second', 'First was quicker')).toEqual({ kind: 'renamed' })
})

test('who may not edit a chapter changes nothing about it', async () => {
  const before = await chapterPage(jonas, police)
  const change = (fields: Record<string, unknown>) =>
    changeChapter(amina, 'missions-that-can-leave', ChapterChange.parse({ chapterId: police, ...fields }))
  const title = before!.chapter.title
  expect(await change({ intent: 'rename', title: 'Mine now', expected: title })).toEqual({ kind: 'refused' })
  expect(await change({ intent: 'status', status: 'final' })).toEqual({ kind: 'refused' })
  expect(await change({ intent: 'due', dueOn: '2030-01-01' })).toEqual({ kind: 'refused' })
  expect(await change({ intent: 'move', parentId: '', afterId: '' })).toEqual({ kind: 'refused' })
  expect(await removeChapter(amina, { id: police, title, words: 0, below: 0 }, title)).toEqual({
    kind: 'refused',
  })
  expect(await chapterPage(jonas, police)).toEqual(before)
})

test('an author with a right to edit renames, sets status and due date', async () => {
  const change = (fields: Record<string, unknown>) =>
    changeChapter(amina, 'missions-that-can-leave', ChapterChange.parse({ chapterId: drawdown, ...fields }))
  expect(await change({ intent: 'status', status: 'in review' })).toEqual({ kind: 'amended' })
  expect(await change({ intent: 'due', dueOn: '' })).toEqual({ kind: 'amended' })
  const page = (await chapterPage(amina, drawdown))!
  expect(page.chapter).toMatchObject({ status: 'in review', dueOn: null, number: '2.1' })
  expect(page.access).toBe('edit')
  expect(page.abilities).toEqual({ edit: true, rename: true, setStatus: true, giveRights: false })
  expect(page.previous?.id).toBe(mandates)
})

test('a right given to an institution reaches the chapters below, can be changed and taken away', async () => {
  const volume = await newVolume('Rights')
  const chapterId = volume.chapters[0]!.id
  const below = await addChapter(jonas, { compendiumId: volume.id, parentId: chapterId, title: 'Below' })
  if (below.kind !== 'added') throw new Error(below.kind)
  expect(await chapterPage(oumar, below.id)).toBeNull()

  expect(
    await changeRights(amina, chapterId, { intent: 'give', to: `institution:${tana}`, access: 'edit' }),
  ).toEqual({ kind: 'refused' })
  expect(
    await changeRights(jonas, chapterId, {
      intent: 'give',
      to: `institution:${bandiagara}`,
      access: 'suggest',
    }),
  ).toEqual({ kind: 'given' })
  expect((await chapterPage(oumar, below.id))!.access).toBe('suggest')
  const inherited = (await chapterRights(jonas, below.id))!.grants
  expect(inherited.map(({ institution, access, from }) => [institution?.acronym, access, from?.id])).toEqual([
    ['BCD', 'suggest', chapterId],
  ])

  const grantId = inherited[0]!.id
  expect(await changeRights(jonas, below.id, { intent: 'take', grantId })).toEqual({ kind: 'refused' })
  expect(await changeRights(oumar, chapterId, { intent: 'change', grantId, access: 'edit' })).toEqual({
    kind: 'refused',
  })
  expect(
    await changeRights(jonas, chapterId, {
      intent: 'give',
      to: `institution:${bandiagara}`,
      access: 'comment',
    }),
  ).toEqual({ kind: 'given' })
  expect((await chapterPage(oumar, below.id))!.access).toBe('comment')
  expect(await changeRights(jonas, chapterId, { intent: 'take', grantId })).toEqual({ kind: 'taken' })
  expect(await chapterPage(oumar, below.id)).toBeNull()
  expect(
    await changeRights(jonas, chapterId, { intent: 'give', to: `person:${randomUUID()}`, access: 'edit' }),
  ).toEqual({ kind: 'gone' })
})

const keepAll = async (
  volume: { id: string; slug: string },
  more: Record<string, unknown>,
  as: Db = jonas,
) => {
  const now = (await compendiumSettings(as, volume.slug))!
  return keepCompendium(
    as,
    volume.id,
    SettingsEntry.parse({
      ...now,
      institutions: now.institutionIds,
      leadEditor: now.leadEditorId,
      ...nulls(now),
      ...more,
    }),
  )
}
const nulls = (dates: {
  draftsDueOn: string | null
  reviewDueOn: string | null
  launchOn: string | null
}) => ({
  draftsDueOn: dates.draftsDueOn ?? '',
  reviewDueOn: dates.reviewDueOn ?? '',
  launchOn: dates.launchOn ?? '',
})

test('settings are kept once: a stale form overwrites nothing', async () => {
  const volume = await newVolume('Settled')
  const { updatedAt } = (await compendiumSettings(jonas, volume.slug))!
  expect(await keepAll(volume, { title: 'Settled anew', visibility: 'public' })).toEqual({ kind: 'kept' })
  expect(await keepAll(volume, { title: 'Stale', updatedAt })).toEqual({
    kind: 'changed-meanwhile',
    title: 'Settled anew',
  })
  expect(await keepAll(volume, { leadEditor: '20000000-0000-4000-8000-000000000006' })).toEqual({
    kind: 'not-an-author',
  })
  expect(await keepAll(volume, { leadEditor: dawit, institutions: [] })).toEqual({ kind: 'not-an-author' })
  expect(await keepAll(volume, { title: 'Hers' }, amina)).toEqual({ kind: 'refused' })
  expect((await compendiumPage(jonas, volume.slug))!.title).toBe('Settled anew')
  expect(await keepAll(volume, { institutions: [] })).toEqual({ kind: 'kept' })
  expect((await compendiumPage(jonas, volume.slug))!.institutions.map(({ id }) => id)).toEqual([havel])
})

test('only a coordinator takes a compendium down, and only by its name', async () => {
  const volume = await newVolume('To be taken down')
  expect(await takeDownCompendium(jonas, volume, 'To be taken down')).toEqual({ kind: 'refused' })
  expect(await takeDownCompendium(marta, volume, 'To be')).toEqual({ kind: 'wrong-name' })
  expect(await compendiumPage(jonas, volume.slug)).not.toBeNull()
  expect(await takeDownCompendium(marta, volume, 'To be taken down')).toEqual({ kind: 'taken-down' })
  expect(await compendiumPage(jonas, volume.slug)).toBeNull()
})

test('a chapter with text or chapters below is removed by its exact title only', async () => {
  const volume = await newVolume('Removing')
  const { id, title } = volume.chapters[0]!
  expect(await removeChapter(jonas, { id, title, words: 12, below: 0 }, 'Something else')).toEqual({
    kind: 'wrong-name',
  })
  expect(await removeChapter(jonas, { id, title, words: 12, below: 0 }, title)).toEqual({ kind: 'removed' })
  expect((await compendiumPage(jonas, volume.slug))!.chapters).toHaveLength(3)
})

test('reading follows the rights: authors, members, everyone', async () => {
  const volume = await newVolume('Read by whom')
  const readers = async () =>
    Promise.all(
      [amina, oumar, visitor].map(async (db) => (await compendiumToRead(db, volume.slug, null)) !== null),
    )
  expect(await readers()).toEqual([true, false, false])
  await keepAll(volume, { visibility: 'members' })
  expect(await readers()).toEqual([true, true, false])
  expect((await publicCompendia(visitor)).some(({ slug }) => slug === volume.slug)).toBe(false)
  await keepAll(volume, { visibility: 'public' })
  expect(await readers()).toEqual([true, true, true])
  expect((await publicCompendia(visitor)).some(({ slug }) => slug === volume.slug)).toBe(true)
  expect((await compendiumToRead(visitor, volume.slug, null))!.leadEditor).toBeNull()
  expect((await compendiumToRead(oumar, volume.slug, null))!.leadEditor).toBe('Jonas Lindqvist')
  expect(await compendiumToRead(visitor, volume.slug, police)).toBeNull()
})

test('the text of two chapters meets on one page without a clash of anchors', async () => {
  const volume = await newVolume('Anchors')
  const heading = (text: string) => ({
    type: 'heading',
    attrs: { level: 2 },
    content: [{ type: 'text', text }],
  })
  const rows = volume.chapters.slice(0, 2).map(({ id }) => ({
    chapter_id: id,
    content: {
      type: 'doc',
      content: [
        heading('Context'),
        { type: 'paragraph', content: [{ type: 'text', text: '<script>x</script>' }] },
      ],
    },
    plain_text: 'Context',
    words: 1,
    outline: [{ id: 's-context', level: 2, text: 'Context' }],
    rendered_upto: 0,
    schema_version: 1,
  }))
  const { error } = await database.serviceDb.from('chapter_texts').insert(rows)
  expect(error).toBeNull()
  const { chapters } = (await compendiumToRead(jonas, volume.slug, null))!
  const ids = chapters.flatMap(({ html }) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(2)
  expect(chapters[0]!.contents[0]!.id).toBe(ids[0])
  expect(chapters[0]!.html).not.toContain('<script>')
  const one = (await compendiumToRead(jonas, volume.slug, rows[0]!.chapter_id))!
  expect(one.chapters[0]!.html).toContain('id="s-context"')
  expect(one.chapters[1]!.html).toBe('')
})

test('the desk tells what others wrote since a visit, and the palette finds what one may see', async () => {
  await noteVisit(amina, mandates, 10)
  const update = Buffer.from([0, 0]).toString('base64')
  const { error } = await database.serviceDb.rpc('append_updates', {
    batch: [{ chapter: mandates, person: dawit, update }],
  })
  expect(error).toBeNull()
  const mine = (await myWork(amina)).chapters.find(({ id }) => id === mandates)
  expect(mine).toMatchObject({ wordsThen: 10, writers: ['Dawit Alemu'], access: 'edit' })
  expect((await myWork(oumar)).chapters).toEqual([])
  await noteVisit(oumar, randomUUID(), 5)
  expect((await lastPlaces(amina))[0]?.id).toBe(mandates)
  expect(await lastPlaces(oumar)).toEqual([])

  expect((await findPlaces(amina, 'pays for pol')).compendia).toHaveLength(1)
  expect((await findPlaces(oumar, 'pays for pol')).compendia).toEqual([])
  expect((await findPlaces(oumar, '%')).compendia).toEqual([])
  const list = await compendiaList(oumar, ListFilter.parse({ scope: 'mine' }))
  expect(list.compendia.map(({ slug }) => slug)).toEqual(['listening-posts'])
  expect(list.mayOpen).toBe(true)
  expect((await compendiaList(petra, ListFilter.parse({}))).mayOpen).toBe(false)
})
