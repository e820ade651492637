import { expect, test } from 'vitest'
import { SearchWords, severalLines, singleLine, websiteAddress } from './text.ts'
import { knownZone, timeZoneField, timeZones } from './time-zones.ts'

const words = { empty: 'empty', long: 'long', unprintable: 'unprintable', letterless: 'letterless' }
const line = singleLine(20, words)
const lines = severalLines(200, words)
const site = websiteAddress(300, { long: 'long', unfit: 'unfit' })
const said = (schema: typeof line | typeof lines | typeof site, typed: string) => {
  const result = schema.safeParse(typed)
  return result.success ? result.data : result.error.issues.map(({ message }) => message)
}

test.each([
  ['HTTPS://a.example', 'https://a.example'],
  ['  Http://A.Example:8080/Path?Q=1#X ', 'http://a.example:8080/Path?Q=1#X'],
  ['https://münchen.example/ü', 'https://münchen.example/ü'],
  ['', ''],
])('a website typed "%s" is kept as "%s"', (typed, kept) => {
  expect(said(site, typed)).toBe(kept)
})

test.each([
  'a.example',
  'https://a',
  'https://.example',
  'https://a..example',
  'https://name:password@a.example',
  'javascript:alert(1)',
  'https://a.example/\u202egpj',
  'https://a.example/ b',
  'ftp://a.example',
])('"%s" is no website', (typed) => {
  expect(said(site, typed)).toEqual(['unfit'])
})

test('a website of 200,000 characters is refused by its length', () => {
  expect(said(site, `https://${'a.'.repeat(100_000)}`)).toEqual(['long'])
})

test.each(['\u0000', '\u0007', '\u001b', '\u007f', '\u0090', '\u202e', '\u2066', '\ud800', '\uffff'])(
  'a text of several lines with the sign %j is refused with a sentence',
  (sign) => {
    expect(said(lines, `First line\nSecond ${sign} line`)).toEqual(['unprintable'])
    expect(said(line, `A ${sign} line`)).toEqual(['unprintable'])
  },
)

test('every way to end a line becomes the plain one, and tabs stay', () => {
  expect(said(lines, ' a\r\nb\rc\u2028d\u0085e\vf\tg \n')).toBe('a\nb\nc\nd\ne\nf\tg')
})

test.each([
  ['zero-width spaces', '\u200b\u200b'],
  ['word joiners', '\u2060'],
  ['a Hangul filler', '\u3164'],
  ['other fillers', '\u115f\u1160\uffa0'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['an empty Braille cell', '\u2800'],
  ['marks of direction', '\u200e\u061c\u200f'],
  ['a variation selector', '\ufe0f'],
  ['combining marks', '\u0301\u034f'],
  ['tags', '\u{e0041}\u{e0042}'],
  ['dashes and dots', '— …'],
  ['an emoji', '😀'],
])('a name of %s alone is refused', (_what, name) => {
  expect(said(line, name)).toEqual(['letterless'])
})

test.each([
  ['Persian, with a joiner inside', 'می\u200cخواهم'],
  ['Hindi, with a joiner inside', 'क्\u200dष'],
  ['Hebrew, with a mark of direction', 'שלום\u200e'],
  ['Amharic', 'አበበ ቢቂላ'],
  ['Chinese', '王'],
  ['a number', '9'],
  ['old letters', '𐐀'],
])('a name in %s stays as it is', (_what, name) => {
  expect(said(line, name)).toBe(name)
})

test('characters are counted as the database counts them', () => {
  expect(said(line, '😀'.repeat(19) + 'a')).toBe('😀'.repeat(19) + 'a')
  expect(said(line, '😀'.repeat(20) + 'a')).toEqual(['long'])
})

test('a field gets one sentence, and the length is looked at first', () => {
  expect(said(line, '\u202e'.repeat(300_000))).toEqual(['long'])
})

test('words to search for hold no signs that no line may hold', () => {
  expect(SearchWords.parse(' a\u0000b\u202e ')).toBe('a b')
  expect(SearchWords.parse(undefined)).toBe('')
  expect(SearchWords.parse('😀'.repeat(150)).isWellFormed()).toBe(true)
})

test.each(['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Europe/Kiev', 'UTC', 'Etc/GMT+5'])(
  'the time zone %s is kept as it was sent',
  (zone) => {
    expect(timeZoneField('no zone').parse(zone)).toBe(zone)
  },
)

test.each(['Mars/Olympus', 'PST', 'FOO3', '+03', '', 'EST5EDT'])('"%s" is no time zone', (zone) => {
  expect(timeZoneField('no zone').safeParse(zone).success).toBe(false)
  expect(knownZone(zone)).toBe('UTC')
})

test('the list of time zones names each by its name of today', () => {
  expect(timeZones).toContain('Asia/Kolkata')
  expect(timeZones).not.toContain('Asia/Calcutta')
})
