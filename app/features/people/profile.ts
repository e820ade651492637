import { z } from 'zod'
import { BeganFromMoment } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { languages } from '#app/platform/languages.ts'
import { bareOrcid } from '#app/platform/orcid.ts'
import { optionalLine, severalLines } from '#app/platform/text.ts'
import { audiences, nameAudiences } from './audiences.ts'
import { timeZoneField } from '#app/platform/time-zones.ts'
import { Name } from './schema.ts'

const t = wordsOf('profile')
const Shown = z.enum(audiences, { error: t('fields.audience') })

/** One line that may stay empty. */
const line = (longest: number) =>
  optionalLine(longest, { long: t('fields.long', { count: longest }), unprintable: t('fields.unprintable') })

/** The form of one's own profile. */
export const ProfileInput = z.object({
  stamp: BeganFromMoment,
  name: Name,
  knownName: line(120),
  timeZone: timeZoneField(t('fields.timeZone')),
  position: line(120),
  about: severalLines(600, { long: t('fields.long', { count: 600 }), unprintable: t('fields.unprintable') }),
  orcid: z
    .string()
    .default('')
    .transform((typed, context) => {
      if (typed.trim() === '') return ''
      const bare = bareOrcid(typed)
      if (bare) return bare
      context.addIssue({ code: 'custom', message: t('fields.orcid') })
      return z.NEVER
    }),
  languages: z.array(z.enum(languages, { error: t('fields.languages') })).default([]),
  nameShown: z.enum(nameAudiences, { error: t('fields.audience') }),
  photoShown: Shown,
  positionShown: Shown,
  aboutShown: Shown,
  orcidShown: Shown,
  languagesShown: Shown,
  emailShown: Shown,
  removePhoto: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
})
export type ProfileInput = z.infer<typeof ProfileInput>
