import { expect, test } from 'vitest'
import { presenceFor } from './session.server.ts'

const inside = { chapter: [{ personId: 'p', name: 'Amina', colour: 3 }] }

test('members are told who is inside a chapter; a former member and a visitor are told nothing', () => {
  expect(presenceFor({ member: true }, () => inside)(['chapter'])).toEqual(inside)
  expect(presenceFor({ member: false }, () => inside)(['chapter'])).toEqual({})
  expect(presenceFor(null, () => inside)(['chapter'])).toEqual({})
})
