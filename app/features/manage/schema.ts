import { z } from 'zod'
import { BeganFromMoment } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { SearchWords } from '#app/platform/text.ts'

const t = wordsOf('manage')

/** How an institution can stand, as the database names it. */
export const statuses = ['active', 'suspended', 'left', 'merged'] as const

/** What the address of a list says; what does not fit filters nothing. */
export const ListQuery = z.object({
  q: SearchWords,
  status: z.enum(statuses).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(400).catch(1),
  /** Only people to whom emails bounce. */
  mail: z.literal('back').or(z.literal('')).catch(''),
})
export type ListQuery = z.infer<typeof ListQuery>

/** What the audit log records. */
export const subjects = [
  'institutions',
  'affiliations',
  'alliance_roles',
  'alliance_proposals',
  'people',
  'invitations',
  'applications',
  'alliance_settings',
  'letter_texts',
  'compendia',
  'chapters',
  'chapter_grants',
] as const
const Day = z.iso.date().or(z.literal('')).catch('')
export const AuditLogQuery = z.object({
  what: z.enum(subjects).or(z.literal('')).catch(''),
  who: SearchWords,
  since: Day,
  until: Day,
  before: z.coerce.number().int().positive().optional().catch(undefined),
})
export type AuditLogQuery = z.infer<typeof AuditLogQuery>

/** The least and the most of each setting; the database holds the same. */
export const limits = {
  reviewDays: [7, 365],
  informationDays: [7, 180],
  draftDays: [14, 365],
  warningDays: [1, 13],
  appealDays: [7, 180],
  retentionMonths: [1, 60],
} as const
export type Setting = keyof typeof limits

const whole = ([least, most]: readonly [number, number]) => {
  const said = t('settings.range', { least, most })
  return z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, said)
    .transform(Number)
    .pipe(z.number().min(least, said).max(most, said))
}
export const SettingsInput = z.object({
  quorum: z
    .string()
    .trim()
    .pipe(
      z
        .literal('')
        .transform(() => null)
        .or(whole([1, 50])),
    ),
  reviewDays: whole(limits.reviewDays),
  informationDays: whole(limits.informationDays),
  draftDays: whole(limits.draftDays),
  warningDays: whole(limits.warningDays),
  appealDays: whole(limits.appealDays),
  retentionMonths: whole(limits.retentionMonths),
  stamp: BeganFromMoment,
})
