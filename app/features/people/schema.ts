import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { singleLine } from '#app/platform/text.ts'

export { timeZones } from '#app/platform/time-zones.ts'

const t = wordsOf('people')

/** An email address as Auth keeps it: trimmed, in lower case. */
export const Email = z
  .string({ error: t('fields.email') })
  .trim()
  .toLowerCase()
  .max(254, t('fields.emailLong'))
  .pipe(z.email(t('fields.email')))

/** A name as people type it: one line, no control characters or text-direction overrides. */
export const Name = singleLine(120, {
  empty: t('fields.nameEmpty'),
  long: t('fields.nameLong'),
  unprintable: t('fields.nameUnprintable'),
})

const bytes = (text: string) => new TextEncoder().encode(text).length

/**
 * A password as it is kept. Letters with marks above them have two encodings, by the keyboard's choice (é as one sign or as two):
 * both are the same password. Forms and `app.create_account` alike keep the first way (NFC).
 */
export const passwordAsKept = (typed: string) => typed.normalize('NFC')

/** A password to be set: ten characters or more, and no longer than bcrypt reads (72 bytes). */
export const NewPassword = z
  .string({ error: t('fields.passwordShort') })
  .max(1000, t('fields.passwordLong'))
  .transform(passwordAsKept)
  .pipe(
    z
      .string()
      .min(10, t('fields.passwordShort'))
      .refine((text) => bytes(text) <= 72, t('fields.passwordLong')),
  )

/** A password to be checked. */
const KnownPassword = z
  .string({ error: t('fields.passwordEmpty') })
  .min(1, t('fields.passwordEmpty'))
  .max(1000, t('fields.passwordLong'))

export const SignInInput = z.object({ email: Email, password: KnownPassword, next: z.string().optional() })
export const LinkInput = z.object({ email: Email, next: z.string().optional() })
export const RecoverInput = z.object({ email: Email })

/** The occasions on which Supabase Auth sends a link. */
export const LinkType = z.enum(['magiclink', 'recovery', 'email_change', 'email', 'signup', 'invite'])
export type LinkType = z.infer<typeof LinkType>

/** What a link is for, in the person's terms. */
export type Occasion = 'magiclink' | 'recovery' | 'email_change'
export function occasionOf(type: LinkType): Occasion {
  return type === 'recovery' || type === 'email_change' ? type : 'magiclink'
}

export const ConfirmInput = z.object({
  token_hash: z.string().regex(/^[\w-]{8,512}$/),
  type: LinkType,
})
export const RecoveryInput = ConfirmInput.extend({ password: NewPassword })

export const AddressInput = z.object({ email: Email, addressPassword: KnownPassword })
export const PasswordInput = z.object({ currentPassword: KnownPassword, newPassword: NewPassword })

export const NewAccountInput = z.object({ name: Name, password: NewPassword })
