import { expect, test } from 'vitest'
import { exactWords, relativeWords } from './time-words.ts'

const now = Date.UTC(2025, 4, 12, 12)
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const words = (distance: number, locale = 'en') => relativeWords(now + distance, now, locale, 'just now')

test.each([
  [0, 'just now'],
  [-44 * second, 'just now'],
  [20 * second, 'just now'],
  [-50 * second, '1 minute ago'],
  [-59 * minute, '59 minutes ago'],
  [-59.7 * minute, '1 hour ago'],
  [-3 * hour, '3 hours ago'],
  [-23.8 * hour, 'yesterday'],
  [2 * day, 'in 2 days'],
  [-8 * day, 'last week'],
  [-45 * day, 'last month'],
  [-400 * day, 'last year'],
])('a distance of %i milliseconds reads “%s”', (distance, expected) => {
  expect(words(distance)).toBe(expected)
})

test('no distance is ever told as sixty minutes, twenty-four hours or twelve months', () => {
  for (let distance = minute; distance < 800 * day; distance = distance * 1.007) {
    expect(words(-distance)).not.toMatch(/^(60 minutes|24 hours|12 months|0 )/)
  }
})

test('words follow the language', () => {
  expect(words(-3 * hour, 'fr')).toBe('il y a 3 heures')
})

test('the exact moment names its zone', () => {
  expect(exactWords(now, 'UTC', 'en')).toBe('12 May 2025 at 12:00 UTC')
  expect(exactWords(now, 'Africa/Addis_Ababa', 'en')).toContain('15:00')
})
