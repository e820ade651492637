import { expect, test } from 'vitest'
import { looksAutomatic } from './rules.ts'

test('a form that is filled before it can be read was filled by a program', () => {
  expect(looksAutomatic({ homepage: '', shown: 1_000 }, 1_200)).toBe('haste')
  expect(looksAutomatic({ homepage: '', shown: 0 }, 99_000)).toBe('haste')
  expect(looksAutomatic({ homepage: 'https://spam.example', shown: 1_000 }, 99_000)).toBe('trap')
  expect(looksAutomatic({ homepage: '', shown: 1_000 }, 99_000)).toBeNull()
})
