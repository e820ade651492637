import { z } from 'zod'
import { BeganFromMoment } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { bareRor } from '#app/platform/ror.ts'
import { optionalLine, severalLines, singleLine, websiteAddress } from '#app/platform/text.ts'
import { kinds, languages, themes } from './vocabulary.ts'

const t = wordsOf('representing')
const words = wordsOf('applications')

/** One line that may stay empty. */
const line = (longest: number) =>
  optionalLine(longest, {
    long: words('fields.long', { count: longest }),
    unprintable: words('fields.unprintable'),
  })

/** The form of an institution's profile. */
export const ProfileInput = z.object({
  name: singleLine(160, {
    empty: t('profile.nameEmpty'),
    long: t('profile.nameLong'),
    unprintable: t('profile.unprintable'),
  }),
  acronym: line(20),
  legalForm: line(80),
  kind: z.enum(kinds),
  country: z.string().regex(/^[A-Z]{2}$/, words('fields.country')),
  city: line(80),
  website: websiteAddress(300, {
    long: words('fields.long', { count: 300 }),
    unfit: words('fields.website'),
  }),
  ror: z
    .string()
    .default('')
    .transform((typed, context) => {
      if (typed.trim() === '') return ''
      const bare = bareRor(typed)
      if (bare) return bare
      context.addIssue({ code: 'custom', message: words('fields.ror') })
      return z.NEVER
    }),
  about: severalLines(4000, { long: words('fields.long', { count: 4000 }) }),
  themes: z.array(z.enum(themes)).max(12).default([]),
  languages: z.array(z.enum(languages)).default([]),
  listed: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
  removeLogo: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
  stamp: BeganFromMoment,
})
