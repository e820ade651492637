import { z } from 'zod'
import { outOfDate } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { requiredLines, SearchWords, severalLines } from '#app/platform/text.ts'

const t = wordsOf('review')

/** Several lines that somebody has to write. */
const text = (longest: number) =>
  requiredLines(longest, { empty: t('fields.empty'), long: t('fields.long', { count: longest }) })

/** The queue's filter of states: one state, `open` for all that wait for something, or `all`. */
export const queueStates = [
  'open',
  'submitted',
  'under review',
  'information requested',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
  'all',
] as const
export const queueAssigned = ['', 'me', 'nobody'] as const
export const queueSorts = ['due', 'newest'] as const

/** What the address of the queue says; what cannot be read there counts as not said. */
export const QueueQuery = z.object({
  state: z.enum(queueStates).catch('open'),
  assigned: z.enum(queueAssigned).catch(''),
  q: SearchWords,
  sort: z.enum(queueSorts).catch('due'),
  page: z.coerce.number().int().min(1).max(400).catch(1),
})
export type QueueQuery = z.infer<typeof QueueQuery>

export const Verdict = z.enum(['accept', 'decline'], { error: t('fields.verdict') })
export type Verdict = z.infer<typeof Verdict>

export const AssignInput = z.object({ person: z.union([z.literal('').transform(() => null), z.uuid()]) })
export const RecommendInput = z.object({ verdict: Verdict, reasons: text(3000) })
export const ConflictInput = z.object({ conflict: text(1000) })
export const WriteInput = z.object({
  kind: z.enum(['message', 'request'], { error: t('fields.kind') }),
  body: text(6000),
})
export const ReturnedInput = z.object({
  letter: z.uuid(outOfDate),
  said: severalLines(300, { long: t('fields.long', { count: 300 }) }),
})
export const NoteInput = z.object({ note: text(6000) })
/** A decline has a reason; the database asks for it too. */
export const DecideInput = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('accept'),
    reason: severalLines(3000, { long: t('fields.long', { count: 3000 }) }),
  }),
  z.object({ verdict: z.literal('decline'), reason: text(3000) }),
])

/** What a coordinator is about to do on a case, as the address says: each asks first. */
export function askedOnCase({ searchParams }: URL): Verdict | 'conflict' | null {
  if (searchParams.has('conflict')) return 'conflict'
  return Verdict.safeParse(searchParams.get('deciding')).data ?? null
}
