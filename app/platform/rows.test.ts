import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { forgetRowsLeftOut, onRowLeftOut, rowsLeftOut, rowsOf } from './rows.ts'
import { dayWords, longDay } from './text.ts'

const Member = z.object({ name: z.string(), themes: z.array(z.string()) })
const Members = z.object({ rows: rowsOf('members', Member), total: z.number() })
const good = { name: 'Lantern Quay Institute (invented)', themes: ['police'] }

beforeEach(forgetRowsLeftOut)

test.each([
  ['a gap in a list', { name: 'A', themes: [null] }],
  ['a list of two dimensions', { name: 'A', themes: [['police']] }],
  ['no row at all', null],
])('%s takes one row out of the page, and no other', (_what, bad) => {
  expect(Members.parse({ rows: [good, bad, good], total: 3 }).rows).toEqual([good, good])
})

test('a row left out is told once, counted, and its value is kept out of what is told', () => {
  const told: unknown[] = []
  onRowLeftOut((one) => told.push({ ...one }))
  for (let turn = 0; turn < 3; turn += 1)
    Members.parse({ rows: [{ name: { secret: 'words' }, themes: [] }], total: 1 })
  expect(told).toHaveLength(1)
  expect(rowsLeftOut()).toEqual([
    { list: 'members', reason: 'name: invalid_type', count: 3, since: expect.any(String) as string },
  ])
  expect(JSON.stringify(told)).not.toContain('words')
})

test.each(['infinity', '-infinity', 'no day'])('a day that is none ("%s") is shown as it stands', (day) => {
  expect(dayWords(day, 'en')).toBe(day)
  expect(longDay(day, 'en')).toBe(day)
})
