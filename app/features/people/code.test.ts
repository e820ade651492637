import { expect, test } from 'vitest'
import { Code, keyIn } from './code.ts'

test.each(['123456', ' 123 456 ', '123-456', '123\u00a0456', '١٢٣٤٥٦', '۱۲۳۴۵۶'])('%j is a code', (typed) => {
  expect(Code.parse(typed)).toBe('123456')
})

test.each(['', '12345', '1234567', '12345a', '１２３４５６x', '1'.repeat(41)])('%j is none', (typed) => {
  expect(Code.safeParse(typed).error?.issues[0]?.message).toBe('Enter the six digits of the code.')
})

test('the key of an address is shown in groups', () => {
  expect(keyIn('otpauth://totp/GAPO:a@b.example?secret=JBSWY3DPEHPK3PXP&issuer=GAPO')).toBe(
    'JBSW Y3DP EHPK 3PXP',
  )
})

test.each([
  'https://elsewhere.example/?secret=JBSWY3DPEHPK3PXP',
  'otpauth://totp/x?secret=<b>',
  'otpauth://totp/x',
  'javascript:alert(1)',
  `otpauth://totp/${'x'.repeat(1000)}?secret=JBSWY3DPEHPK3PXP`,
])('an address that is none of Auth’s has no key: %s', (uri) => {
  expect(keyIn(uri)).toBeNull()
})
