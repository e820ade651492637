import { expect, test } from 'vitest'
import { en } from '#app/platform/i18n/en/index.ts'
import { changesOf, sentenceOf } from './audit-log.ts'
import type { AuditLogEntry } from './queries.server.ts'
import { subjects } from './schema.ts'

const [amina, tana, chapter, nowhere] = [1, 2, 3, 4].map((n) => `${n}0000000-0000-4000-8000-000000000001`)
const entry = (more: Partial<AuditLogEntry>): AuditLogEntry => ({
  id: 1,
  at: '2026-11-01T10:00:00Z',
  actorKind: 'person',
  actor: 'Marta Oliveira',
  action: 'update',
  subject: 'institutions',
  about: null,
  before: null,
  after: null,
  names: { [amina!]: 'Amina Bekele', [tana!]: 'Tana Forum', [chapter!]: 'Police' },
  ...more,
})
/** Everything of an entry that a page shows. */
const shown = (more: Partial<AuditLogEntry>) =>
  [sentenceOf(entry(more)), ...changesOf(entry(more), 'en').flatMap(Object.values)].join(' | ')

test.each(subjects)('an entry about %s names who, what and whom, and never an id', (subject) => {
  const held = {
    person_id: amina,
    institution_id: tana,
    lead_institution_id: tana,
    merged_into: tana,
    chapter_id: chapter,
    compendium_id: nowhere,
    assigned_to: amina,
    decided_by: nowhere,
    settled_by: amina,
    key: 'application-received',
  }
  for (const names of [entry({}).names, {}])
    for (const [before, after] of [
      [held, held],
      [null, held],
      [held, null],
    ] as const)
      for (const actor of ['Marta Oliveira', null]) {
        const words = shown({ subject, before, after, names, actor })
        expect(words).not.toMatch(/[0-9a-f]{8}-|_|undefined|null|\{\{/)
        expect(words).toContain(actor ?? 'A person who is no longer here')
      }
})

test('ids are shown as names, and as what they were where nothing is left', () => {
  const taken = { chapter_id: chapter, person_id: amina, institution_id: null, access: 'edit' }
  const deleted = { subject: 'chapter_grants', action: 'delete', before: taken } as const
  expect(sentenceOf(entry(deleted))).toBe('Marta Oliveira deleted access to the chapter “Police”')
  expect(shown(deleted)).toContain('Person | Amina Bekele')
  expect(shown({ ...deleted, names: {} })).toContain('a chapter that is deleted or not open to you')
})

test('days, countries and yes or no are words', () => {
  const changes = changesOf(
    entry({
      before: { country: 'ET', listed: false, ended_on: null },
      after: { country: 'DE', listed: true, ended_on: '2027-03-31' },
    }),
    'en',
  )
  expect(changes).toEqual([
    { column: 'Country', before: 'Ethiopia', after: 'Germany' },
    { column: 'In public directory', before: 'no', after: 'yes' },
    { column: 'Until', before: 'empty', after: '31 Mar 2027' },
  ])
})

test('who sees a detail, and who may read, is said in the words of the pages', () => {
  const [shown] = changesOf(entry({ after: { photo_shown_to: 'public' } }), 'en')
  expect(shown).toEqual({ column: 'Photo visible to', before: null, after: 'Everyone' })
  const [read] = changesOf(entry({ after: { visibility: 'members' } }), 'en')
  expect(read).toEqual({ column: 'Visible to', before: null, after: 'Members of the alliance' })
})

test('every subject of the filter has a sentence', () => {
  const { named, unnamed } = en.manage.auditLog
  expect(Object.keys(named)).toEqual([...subjects])
  expect(Object.keys(unnamed)).toEqual([...subjects])
})
