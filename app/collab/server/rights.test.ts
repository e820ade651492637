import { expect, test } from 'vitest'
import { rightsLookup } from './rights.ts'
import type { RightsQuery, Right } from './chapter-store.ts'

const pair = (person: string): RightsQuery => ({ person, chapter: 'a chapter', session: null })

test('questions of the same moment share a call, and those that arrive during it share the next one', async () => {
  const calls: string[][] = []
  const answers: (() => void)[] = []
  const rights = rightsLookup({
    rights: (pairs) =>
      new Promise<Right[]>((resolve) => {
        calls.push(pairs.map(({ person }) => person))
        answers.push(() => resolve(pairs.map((each) => ({ ...each, access: 'read', name: each.person }))))
      }),
  })
  const first = [rights.of(pair('Ada')), Promise.resolve().then(() => rights.of(pair('Ben')))]
  await expect.poll(() => calls).toEqual([['Ada', 'Ben']])
  const later = rights.of(pair('Cleo'))
  answers[0]!()
  expect((await Promise.all(first)).map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  await expect.poll(() => calls.length).toBe(2)
  answers[1]!()
  expect(await later).toMatchObject({ name: 'Cleo', access: 'read' })
})
