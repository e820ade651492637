import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'

/** Digits of Arabic and Persian keyboards as those that codes are made of. */
const western = (text: string) =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))

/** The six digits of a code, however they are grouped and on whichever keyboard they were typed. */
export const Code = z
  .string({ error: wordsOf('twoFactor')('code.six') })
  .max(40, wordsOf('twoFactor')('code.six'))
  .transform((text) => western(text).replace(/[\s\u00a0-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, wordsOf('twoFactor')('code.six')))

const Uri = z.string().max(1000).startsWith('otpauth://totp/')

/** The key in the address that an app for codes reads, in groups of four; null when there is none. */
export function keyIn(uri: string): string | null {
  const key = Uri.safeParse(uri).success ? URL.parse(uri)?.searchParams.get('secret') : null
  return key && /^[A-Z2-7]{16,128}=*$/i.test(key) ? (key.match(/.{1,4}/g) ?? []).join(' ') : null
}
