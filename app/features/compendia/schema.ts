import { z } from 'zod'
import { optionalDay } from '#app/platform/days.ts'
import { BeganFromMoment } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { SearchWords, severalLines, singleLine } from '#app/platform/text.ts'
import { steps } from './rules.ts'
import { Access, Kind, Status, Visibility } from './shapes.ts'

const t = wordsOf('compendia')

const title = singleLine(200, {
  empty: t('invalid.titleEmpty'),
  long: t('invalid.titleLong'),
  unprintable: t('invalid.titleUnprintable'),
})

const summary = severalLines(2000, {
  long: t('invalid.summaryLong'),
  unprintable: t('invalid.summaryUnprintable'),
})

const day = optionalDay(t('invalid.day')).default(null)

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

/** The filters of the list, as the address holds them; what cannot be read counts as not asked. */
export const ListFilter = z.object({
  scope: z.enum(['mine', 'all']).catch('mine'),
  kind: Kind.or(z.literal('')).catch(''),
  q: SearchWords,
  page: z.coerce.number().int().min(1).max(400).catch(1),
})
export type ListFilter = z.infer<typeof ListFilter>
