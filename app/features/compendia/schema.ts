import { z } from 'zod'
import { BeganFromMoment } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { singleLine } from '#app/platform/text.ts'
import { steps } from './rules.ts'
import { Access, Kind, Status, Visibility } from './shapes.ts'

const t = wordsOf('compendia')

const title = singleLine(200, {
  empty: t('invalid.titleEmpty'),
  long: t('invalid.titleLong'),
  unprintable: t('invalid.titleUnprintable'),
})

/** Several lines: line ends are kept, other control characters and overrides of direction refused. */
const summary = z
  .string()
  .default('')
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .refine((text) => text.length <= 2000, t('invalid.summaryLong'))
  .refine(
    (text) => !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text),
    t('invalid.summaryUnprintable'),
  )

const day = z
  .string()
  .default('')
  .refine((text) => text === '' || isDay(text), t('invalid.day'))
  .transform((text) => text || null)

const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, t('invalid.language'))
const id = z.uuid(t('invalid.choice'))
const institutions = z.array(id).max(200).default([])

const deadlines = { draftsDueOn: day, reviewDueOn: day, launchOn: day }

function inOrder(
  { draftsDueOn, reviewDueOn, launchOn }: Record<keyof typeof deadlines, string | null>,
  report: z.RefinementCtx,
) {
  const complain = (path: string, message: string) =>
    report.addIssue({ code: 'custom', path: [path], message })
  if (draftsDueOn && reviewDueOn && draftsDueOn > reviewDueOn)
    complain('reviewDueOn', t('invalid.reviewBeforeDrafts'))
  const last = reviewDueOn ?? draftsDueOn
  if (last && launchOn && last > launchOn) complain('launchOn', t('invalid.launchBeforeReview'))
}

export const NewCompendium = z
  .object({
    kind: z.enum(Kind.options, { error: t('invalid.choice') }),
    title,
    summary,
    language,
    leadInstitution: id,
    institutions,
    ...deadlines,
  })
  .superRefine(inOrder)
export type NewCompendium = z.infer<typeof NewCompendium>

export const SettingsEntry = z
  .object({
    updatedAt: BeganFromMoment,
    title,
    summary,
    language,
    visibility: z.enum(Visibility.options, { error: t('invalid.choice') }),
    leadEditor: z
      .union([z.literal('').transform(() => null), id])
      .nullable()
      .default(null),
    institutions,
    ...deadlines,
  })
  .superRefine(inOrder)
export type SettingsEntry = z.infer<typeof SettingsEntry>

const place = z.union([z.literal('').transform(() => null), id])

/** What the page of a compendium may be asked to change about a chapter; `intent` names it. */
export const ChapterChange = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('move'), chapterId: id, parentId: place, afterId: place }),
  z.object({ intent: z.literal('step'), chapterId: id, step: z.enum(steps) }),
  z.object({ intent: z.literal('rename'), chapterId: id, title, expected: z.string().max(400) }),
  z.object({ intent: z.literal('add'), parentId: place, title }),
  z.object({
    intent: z.literal('status'),
    chapterId: id,
    status: z.enum(Status.options, { error: t('invalid.choice') }),
  }),
  z.object({ intent: z.literal('due'), chapterId: id, dueOn: day }),
])
export type ChapterChange = z.infer<typeof ChapterChange>

/** What the page of rights may be asked to change. */
export const RightsChange = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('give'),
    /** `person:<id>` or `institution:<id>`. */
    to: z.string().regex(/^(person|institution):[0-9a-f-]{36}$/, t('invalid.choice')),
    access: z.enum(Access.options, { error: t('invalid.choice') }),
  }),
  z.object({
    intent: z.literal('change'),
    grantId: id,
    access: z.enum(Access.options, { error: t('invalid.choice') }),
  }),
  z.object({ intent: z.literal('take'), grantId: id }),
])
export type RightsChange = z.infer<typeof RightsChange>

/** A destructive step that asks for the name of the thing. */
export const Confirmation = z.object({ name: z.string().default('') })

/** A visit to a chapter, with its words at that moment. */
export const VisitInput = z.object({ words: z.coerce.number().int().min(0).max(10_000_000) })

/** An id in an address; anything else leads nowhere. */
export const AddressId = z.uuid()

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text >= '2000' && text < '2200'
  )
}

/** The filters of the list, as the address holds them; what cannot be read counts as not asked. */
export const ListFilter = z.object({
  scope: z.enum(['mine', 'all']).catch('mine'),
  kind: Kind.or(z.literal('')).catch(''),
  q: z
    .string()
    .catch('')
    .transform((words) => words.trim().slice(0, 200)),
})
export type ListFilter = z.infer<typeof ListFilter>
