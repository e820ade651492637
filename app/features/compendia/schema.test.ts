import { expect, test } from 'vitest'
import { NewCompendium } from './schema.ts'

const havel = '10000000-0000-4000-8000-000000000001'

test.each([
  ['empty', '   ', 'Enter a title.'],
  ['too long', 'x'.repeat(201), 'The title is longer than 200 characters. Shorten it.'],
  [
    'turned around',
    'Report \u202Efdp.exe',
    'The title contains invisible control characters. Type it again without them.',
  ],
  [
    'with a control character',
    'A\u0007B',
    'The title contains invisible control characters. Type it again without them.',
  ],
])('a title that is %s is refused with a sentence', (_, title, sentence) => {
  const result = NewCompendium.safeParse({ kind: 'brief', title, language: 'en', leadInstitution: havel })
  expect(result.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([['title', sentence]])
})

test('dates must be days, in order', () => {
  const faults = (dates: Record<string, string>) =>
    NewCompendium.safeParse({
      kind: 'brief',
      title: 'T',
      language: 'en',
      leadInstitution: havel,
      ...dates,
    }).error?.issues.map(({ path }) => path[0]) ?? []
  expect(faults({ draftsDueOn: '2027-02-30' })).toEqual(['draftsDueOn'])
  expect(faults({ draftsDueOn: '2027-03-02', reviewDueOn: '2027-03-01' })).toEqual(['reviewDueOn'])
  expect(faults({ draftsDueOn: '2027-03-02', launchOn: '2027-03-01' })).toEqual(['launchOn'])
  expect(faults({ draftsDueOn: '2027-03-01', reviewDueOn: '2027-03-01', launchOn: '2027-03-02' })).toEqual([])
})
