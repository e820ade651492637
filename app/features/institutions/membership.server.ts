import { z } from 'zod'
import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { requiredLines } from '#app/platform/text.ts'

const t = wordsOf('membership')

export const Status = z.enum(['active', 'suspended', 'left', 'merged'])
const Named = z.object({ slug: z.string(), name: z.string() })
const Membership = Named.extend({
  id: z.uuid(),
  status: Status,
  coordinating: z.boolean(),
  joinedOn: z.string().nullable(),
  mergedInto: Named.nullable(),
  people: z.number(),
  /** Newest first; moments are ISO texts in UTC. */
  history: z.array(
    z.object({ status: Status, reason: z.string(), at: z.string(), by: z.string().nullable() }),
  ),
  /** Where this one could be merged into, as far as they were looked for. */
  others: z.array(Named),
})
/** The membership status of an institution, as coordinators see it. */
export type Membership = z.infer<typeof Membership>

const Merger = z.object({
  target: Named.extend({ id: z.uuid() }),
  people: z.number(),
  peopleAtBoth: z.number(),
  compendiaLed: z.number(),
  compendia: z.number(),
  chapters: z.number(),
  invitations: z.number(),
})
/** What a merger would move to the other institution. */
export type Merger = z.infer<typeof Merger>

/**
 * Null for who does not coordinate, and for an institution that is not there. `words` look for others that it could be merged
 * into: the first twenty whose name, acronym or city has words that begin so.
 */
export async function institutionMembership(db: Db, slug: string, words = ''): Promise<Membership | null> {
  return rpc(db, 'institution_standing', { slug, words }, Membership.nullable())
}

/** Null when the two cannot be merged. */
export async function mergerPreview(db: Db, source: string, target: string): Promise<Merger | null> {
  return rpc(db, 'merger_preview', { source, target }, Merger.nullable())
}

/** The slug that an address which was merged leads to today; null for every other address. */
export async function mergedInto(db: Db, slug: string): Promise<string | null> {
  return rpc(db, 'merged_into', { slug }, z.string().nullable())
}

const Reason = requiredLines(1000, { empty: t('said.reasonMissing'), long: t('said.long') })
const ChangeInput = z.object({
  status: z.enum(['active', 'suspended', 'left'], { error: outOfDate }),
  reason: Reason,
})
const MergeInput = z.object({ target: z.uuid({ error: outOfDate }), reason: Reason })

export type MembershipOutcome =
  | { ok: true; text: string; slug: string }
  | { ok: false; status: number; reply: FormReply }
const refused = (status: number, reply: FormReply): MembershipOutcome => ({ ok: false, status, reply })

/** What the forms of the page do, by their `intent`: change, merge. The database refuses who does not coordinate. */
export async function changeMembership(
  db: Db,
  standing: Membership,
  request: Request,
): Promise<MembershipOutcome> {
  const intent = (await formOf(request)).get('intent')
  if (intent === 'change') return change(db, standing, request)
  if (intent === 'merge') return merge(db, standing, request)
  return refused(400, formError({}, '', outOfDate))
}

async function change(db: Db, { id, slug }: Membership, request: Request): Promise<MembershipOutcome> {
  const form = await parseForm(request, ChangeInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind } = await rpc(db, 'set_institution_standing', { institution: id, ...form.value }, Outcome)
  if (kind === 'changed') return { ok: true, text: t('said.changed'), slug }
  return notDone(kind, form.values)
}

async function merge(db: Db, { id, name }: Membership, request: Request): Promise<MembershipOutcome> {
  const form = await parseForm(request, MergeInput)
  if (!form.ok) return refused(400, form.reply)
  const outcome = await rpc(db, 'merge_institutions', { source: id, ...form.value }, Outcome)
  if (outcome.kind !== 'merged' || !outcome.slug) return notDone(outcome.kind, form.values)
  const target = await institutionMembership(db, outcome.slug)
  return {
    ok: true,
    text: t('said.merged', { source: name, target: target?.name ?? outcome.slug }),
    slug: outcome.slug,
  }
}

const Outcome = z.object({
  kind: z.enum(['changed', 'merged', 'unchanged', 'coordinating', 'unfit', 'reason-missing', 'refused']),
  slug: z.string().optional(),
})

function notDone(kind: z.infer<typeof Outcome>['kind'], values: FormReply['values']): MembershipOutcome {
  switch (kind) {
    case 'unchanged':
      return refused(409, formError(values, '', t('said.unchanged')))
    case 'coordinating':
      return refused(409, formError(values, '', t('said.coordinating')))
    case 'merged':
      return refused(409, formError(values, '', t('said.isMerged')))
    case 'unfit':
      return refused(409, formError(values, '', t('said.unfit')))
    case 'reason-missing':
      return refused(400, formError(values, 'reason', t('said.reasonMissing')))
    default:
      return refused(403, formError(values, '', outOfDate))
  }
}
