import { expect, test } from 'vitest'
import { bareRor, looksAutomatic } from './rules.ts'

test('a ROR id is known by its check digits, as an address or bare', () => {
  expect(bareRor('https://ror.org/02mhbdp94')).toBe('02mhbdp94')
  expect(bareRor('ror.org/05dxps055')).toBe('05dxps055')
  expect(bareRor('03YRM5C26')).toBe('03yrm5c26')
})

test('a ROR id with a slip of the finger is none', () => {
  expect(bareRor('02mhbdp95')).toBeNull()
  expect(bareRor('02mhbpd94')).toBeNull()
  expect(bareRor('https://evil.example/02mhbdp94')).toBeNull()
  expect(bareRor('0imhbdp94')).toBeNull()
})

test('a form that is filled before it can be read was filled by a program', () => {
  expect(looksAutomatic({ homepage: '', shown: 1_000 }, 1_200)).toBe('haste')
  expect(looksAutomatic({ homepage: '', shown: 0 }, 99_000)).toBe('haste')
  expect(looksAutomatic({ homepage: 'https://spam.example', shown: 1_000 }, 99_000)).toBe('trap')
  expect(looksAutomatic({ homepage: '', shown: 1_000 }, 99_000)).toBeNull()
})
