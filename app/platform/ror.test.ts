import { expect, test } from 'vitest'
import { bareRor } from './ror.ts'

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
