import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyMove,
  changeSince,
  daysUntil,
  deadlinesOf,
  isWithin,
  listOf,
  placeOf,
  slugCandidates,
  slugOf,
  stepOf,
  steps,
  todayIn,
  treeOf,
} from './rules.ts'
import type { Chapter, Desk } from './shapes.ts'
import { templateOf } from './templates.ts'

const chapter = (id: string, parentId: string | null = null, more: Partial<Chapter> = {}): Chapter => ({
  id,
  parentId,
  number: '',
  title: id,
  status: 'drafting',
  language: 'en',
  dueOn: null,
  words: 0,
  changedAt: null,
  changedBy: null,
  access: 'edit',
  institutions: [],
  ...more,
})
const order = (chapters: readonly Chapter[]) => chapters.map(({ id, number }) => `${number} ${id}`)
const volume = listOf(
  treeOf([chapter('a'), chapter('b'), chapter('b1', 'b'), chapter('b2', 'b'), chapter('c')]),
)

test('an address keeps the letters of a title and falls back where none can be kept', () => {
  expect(slugOf('Missions that can leave', 'x')).toBe('missions-that-can-leave')
  expect(slugOf("L’État hôte : où est l'œuvre ?", 'x')).toBe('letat-hote-ou-est-l-uvre')
  expect(slugOf('عمليات السلام', 'brief-1a2b')).toBe('brief-1a2b')
  expect(slugOf('New', 'compendium-1')).toBe('compendium-1')
  expect(slugOf('x'.repeat(300), 'f')).toHaveLength(80)
  expect(slugCandidates('Police', 'f', 'q7')).toEqual(['police', 'police-2', 'police-3', 'police-q7'])
})

test('chapters are numbered as readers count', () => {
  expect(order(volume)).toEqual(['1 a', '2 b', '2.1 b1', '2.2 b2', '3 c'])
})

test('a chapter whose parent is not shown stands at the top', () => {
  expect(treeOf([chapter('b1', 'hidden'), chapter('c')]).map(({ id }) => id)).toEqual(['b1', 'c'])
})

test('a moved chapter takes what is below it along', () => {
  const moved = applyMove(volume, { chapterId: 'b', parentId: null, afterId: null })
  expect(order(moved)).toEqual(['1 b', '1.1 b1', '1.2 b2', '2 a', '3 c'])
})

test('a chapter does not move below itself, and nothing moves below what is gone', () => {
  expect(order(applyMove(volume, { chapterId: 'b', parentId: 'b2', afterId: null }))).toEqual(order(volume))
  expect(order(applyMove(volume, { chapterId: 'b', parentId: 'gone', afterId: null }))).toEqual(order(volume))
})

test('a neighbour that has gone meanwhile means: at the end', () => {
  const moved = applyMove(volume, { chapterId: 'a', parentId: null, afterId: 'gone' })
  expect(order(moved)).toEqual(['1 b', '1.1 b1', '1.2 b2', '2 c', '3 a'])
})

test('steps lead up, down, in and out, and nowhere at the edge', () => {
  expect(stepOf(volume, 'c', 'up')).toEqual({ parentId: null, afterId: 'a' })
  expect(stepOf(volume, 'a', 'down')).toEqual({ parentId: null, afterId: 'b' })
  expect(stepOf(volume, 'c', 'in')).toEqual({ parentId: 'b', afterId: 'b2' })
  expect(stepOf(volume, 'b1', 'out')).toEqual({ parentId: null, afterId: 'b' })
  expect(stepOf(volume, 'a', 'up')).toBeNull()
  expect(stepOf(volume, 'a', 'in')).toBeNull()
  expect(stepOf(volume, 'a', 'out')).toBeNull()
  expect(stepOf(volume, 'c', 'down')).toBeNull()
})

test('whatever is moved where, every chapter stays exactly once, and undoing brings the order back', () => {
  const ids = volume.map(({ id }) => id)
  const move = fc.record({
    chapterId: fc.constantFrom(...ids),
    parentId: fc.option(fc.constantFrom(...ids)),
    afterId: fc.option(fc.constantFrom(...ids)),
  })
  fc.assert(
    fc.property(
      fc.array(move, { maxLength: 12 }),
      fc.constantFrom(...ids),
      fc.constantFrom(...steps),
      (moves, id, step) => {
        const now = moves.reduce(applyMove, volume)
        expect(now.map((one) => one.id).toSorted()).toEqual(ids.toSorted())
        for (const one of now) if (one.parentId) expect(isWithin(now, one.parentId, one.id)).toBe(false)
        const place = stepOf(now, id, step)
        if (!place) return
        const back = { chapterId: id, ...placeOf(now, id) }
        expect(order(applyMove(applyMove(now, { chapterId: id, ...place }), back))).toEqual(order(now))
      },
    ),
  )
})

test('days are counted by the calendar of the reader', () => {
  expect(daysUntil('2027-03-01', '2027-02-26')).toBe(3)
  expect(daysUntil('2027-02-26', '2027-03-01')).toBe(-3)
  const late = new Date('2027-05-31T22:30:00Z')
  expect(todayIn('Europe/Berlin', late)).toBe('2027-06-01')
  expect(todayIn('America/Lima', late)).toBe('2027-05-31')
  expect(todayIn('Nowhere/Atall', late)).toBe('2027-05-31')
})

const compendium = {
  slug: 's',
  title: 'S',
  draftsDueOn: '2027-01-10',
  reviewDueOn: '2027-02-10',
  launchOn: null,
}
const onDesk = (more: Partial<Desk['chapters'][number]>): Desk['chapters'][number] => {
  const { parentId: _, institutions: __, language: ___, ...rest } = chapter('a')
  return { ...rest, visitedAt: null, wordsThen: null, writers: [], compendium, ...more }
}

test('a chapter is due by its own date, else by that of its compendium for where it stands', () => {
  const due = (more: Partial<Desk['chapters'][number]>) =>
    deadlinesOf({ chapters: [onDesk(more)], compendia: [] }, '2027-01-12').map(
      ({ on, days }) => `${on} ${days}`,
    )
  expect(due({ dueOn: '2027-01-20' })).toEqual(['2027-01-20 8'])
  expect(due({})).toEqual(['2027-01-10 -2'])
  expect(due({ status: 'in review' })).toEqual(['2027-02-10 29'])
  expect(due({ status: 'final', dueOn: '2027-01-20' })).toEqual([])
  expect(due({ access: 'read', dueOn: '2027-01-20' })).toEqual([])
})

test('a date of a compendium that has passed counts only while a chapter is behind', () => {
  const led = { kind: 'brief' as const, words: 0, ...compendium }
  const due = (byStatus: Desk['compendia'][number]['byStatus']) =>
    deadlinesOf({ chapters: [], compendia: [{ ...led, byStatus }] }, '2027-01-12').map(({ kind }) => kind)
  expect(due({ drafting: 1 })).toEqual(['drafts', 'review'])
  expect(due({ 'in review': 2 })).toEqual(['review'])
  expect(due({ final: 2 })).toEqual(['review'])
})

test('what changed since a visit names the writers and the words more or fewer', () => {
  expect(changeSince(onDesk({}))).toBeNull()
  const visited = { visitedAt: '2027-01-01T00:00:00Z', wordsThen: 100, words: 160 }
  expect(changeSince(onDesk(visited))).toBeNull()
  expect(changeSince(onDesk({ ...visited, writers: ['Amina'] }))).toEqual({ words: 60, writers: ['Amina'] })
})

test('each template has chapters, and each chapter headings with words', () => {
  for (const kind of ['compendium', 'brief', 'digest'] as const) {
    const chapters = templateOf(kind)
    expect(chapters.length).toBeGreaterThan(3)
    for (const { title, sections } of chapters) {
      expect(title).not.toMatch(/^template\./)
      expect(sections.length).toBeGreaterThan(0)
      for (const { heading, hint } of sections) expect(heading + hint).not.toMatch(/section\./)
    }
  }
  const addressees = templateOf('brief').flatMap(({ sections }) => sections.map(({ heading }) => heading))
  expect(addressees).toContain('To the Security Council')
})
