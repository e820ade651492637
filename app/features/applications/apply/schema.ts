import { z } from 'zod'
import { kinds, languages, themes } from '#app/features/institutions/index.ts'
import { Email } from '#app/features/people/index.ts'
import { outOfDate } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { optionalLine, requiredLines, severalLines, websiteAddress } from '#app/platform/text.ts'
import { bareRor } from '#app/platform/ror.ts'

const t = wordsOf('applications')

/** The steps of the form, in order; each is an address of its own. */
export const steps = ['institution', 'work', 'people', 'declarations', 'papers', 'check'] as const
export type Step = (typeof steps)[number]
export const Step = z.enum(steps)

/** One line that may stay empty. */
const line = (longest: number) =>
  optionalLine(longest, { long: t('fields.long', { count: longest }), unprintable: t('fields.unprintable') })
/** Several lines that may stay empty. */
const text = (longest: number) => severalLines(longest, { long: t('fields.long', { count: longest }) })
const yesNo = z
  .enum(['yes', 'no', ''])
  .default('')
  .transform((answer) => (answer === '' ? null : answer === 'yes'))
const optionalEmail = z.union([z.literal(''), Email]).default('')

const Website = websiteAddress(300, { long: t('fields.long', { count: 300 }), unfit: t('fields.website') })
const Ror = z
  .string()
  .default('')
  .transform((typed, context) => {
    if (typed.trim() === '') return ''
    const bare = bareRor(typed)
    if (bare) return bare
    context.addIssue({ code: 'custom', message: t('fields.ror') })
    return z.NEVER
  })

export const InstitutionAnswers = z.object({
  legalName: line(160),
  acronym: line(20),
  legalForm: line(80),
  kind: z.enum([...kinds, '']).default(''),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/, t('fields.country'))
    .default(''),
  city: line(80),
  website: Website,
  ror: Ror,
  languages: z.array(z.enum(languages)).default([]),
})
export const WorkAnswers = z.object({
  mandate: text(3000),
  work: text(6000),
  themes: z.array(z.enum(themes)).max(12).default([]),
})

/** How many referees the form has fields for; two are needed. */
export const refereeRows = [1, 2, 3] as const
const referee = (n: number) => ({
  [`refereeName${n}`]: line(120),
  [`refereeInstitution${n}`]: line(160),
  [`refereeEmail${n}`]: optionalEmail,
})
export const PeopleAnswers = z
  .object({
    email: Email,
    focalName: line(120),
    focalPosition: line(120),
    ...referee(1),
    ...referee(2),
    ...referee(3),
  })
  .transform(({ email, focalName, focalPosition, ...rest }, context) => {
    const typed = rest as Record<string, string>
    const referees = refereeRows.map((n) => ({
      name: typed[`refereeName${n}`] ?? '',
      institution: typed[`refereeInstitution${n}`] ?? '',
      email: typed[`refereeEmail${n}`] ?? '',
    }))
    const nameless = referees.findIndex(
      ({ name, institution, email }) => name === '' && institution + email !== '',
    )
    if (nameless >= 0) {
      context.addIssue({ code: 'custom', path: [`refereeName${nameless + 1}`], message: t('fields.referee') })
      return z.NEVER
    }
    return { email, focalName, focalPosition, referees: referees.filter(({ name }) => name !== '') }
  })
export const DeclarationAnswers = z
  .object({
    hasConflicts: z.enum(['yes', 'no', '']).default(''),
    conflicts: text(3000),
    showInDirectory: yesNo,
    showFocalPerson: yesNo,
  })
  .transform(({ hasConflicts, conflicts, ...rest }, context) => {
    if (hasConflicts === 'yes' && conflicts === '') {
      context.addIssue({ code: 'custom', path: ['conflicts'], message: t('fields.conflicts') })
      return z.NEVER
    }
    const declared = hasConflicts === 'yes' ? conflicts : ''
    // Unanswered stays unanswered: the column is then left as it was.
    return { ...rest, ...(hasConflicts !== '' && { conflicts: declared }) }
  })

export const BeginInput = z.object({
  email: Email,
  shown: z.coerce.number().catch(0),
  homepage: z.string().default(''),
})
export const MessageInput = z.object({
  body: requiredLines(6000, { empty: t('fields.empty'), long: t('fields.long', { count: 6000 }) }),
})
export const RemovePaperInput = z.object({ paper: z.uuid({ error: outOfDate }) })

/** What each part of the form takes. */
export const answersOf = {
  institution: InstitutionAnswers,
  work: WorkAnswers,
  people: PeopleAnswers,
  declarations: DeclarationAnswers,
} as const
export type FormStep = keyof typeof answersOf
export const isFormStep = (step: Step): step is FormStep => step in answersOf

/** The largest paper, in bytes; the database holds the same limit. */
export const largestPaper = 10 * 1024 * 1024
