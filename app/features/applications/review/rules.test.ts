import { expect, test } from 'vitest'
import { ageInDays, deadlineOf, obstacleTo } from './rules.ts'

const now = '2026-05-03T12:00:00.000Z'
const due = (
  dueAt: string | null,
  state: 'under review' | 'information requested' | 'declined' = 'under review',
) => deadlineOf({ state, dueAt }, now)

test('a deadline is told in days, today apart, and late as soon as the hour has passed', () => {
  expect(due('2026-05-08T09:00:00Z')).toEqual({ kind: 'in', days: 5 })
  expect(due('2026-05-04T00:10:00Z')).toEqual({ kind: 'in', days: 1 })
  expect(due('2026-05-03T18:00:00Z')).toEqual({ kind: 'today' })
  expect(due('2026-05-03T11:59:00Z')).toEqual({ kind: 'overdue-today' })
  expect(due('2026-05-02T23:59:00Z')).toEqual({ kind: 'overdue', days: 1 })
})

test('the clock stands still while the applicant is asked, and ends with the decision', () => {
  expect(due('2026-05-01T00:00:00Z', 'information requested')).toEqual({ kind: 'paused' })
  expect(due('2026-05-01T00:00:00Z', 'declined')).toEqual({ kind: 'closed' })
})

test('the age of an application counts days, not hours', () => {
  expect(ageInDays('2026-05-02T23:00:00Z', now)).toBe(1)
  expect(ageInDays('2026-05-03T01:00:00Z', now)).toBe(0)
})

test('a verdict needs the quorum, and voices that carry it; a tie declines', () => {
  const standing = (heard: number, inFavour: number) => ({ heard, inFavour, needed: 2 })
  expect(obstacleTo('accept', standing(1, 1))).toBe('no-quorum')
  expect(obstacleTo('accept', standing(2, 2))).toBeNull()
  expect(obstacleTo('accept', standing(2, 1))).toBe('against-voices')
  expect(obstacleTo('decline', standing(2, 1))).toBeNull()
  expect(obstacleTo('decline', standing(3, 2))).toBe('against-voices')
})
