import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'

const t = wordsOf('roles')

const Proposal = z.object({
  id: z.uuid(),
  kind: z.enum(['coordinator', 'coordinator days', 'quorum']),
  personId: z.uuid().nullable(),
  person: z.string().nullable(),
  /** YYYY-MM-DD in UTC; `until` is the first day without the role. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  /** Null: all coordinating institutions. */
  quorum: z.number().nullable(),
  by: z.string().nullable(),
  institution: z.string().nullable(),
  abilities: z.object({ withdraw: z.boolean(), settle: z.boolean() }),
})
/** What one coordinator proposed and another one has to confirm. */
export type Proposal = z.infer<typeof Proposal>

/** Oldest first; null for who does not coordinate. */
export async function openProposals(db: Db): Promise<Proposal[] | null> {
  return rpc(db, 'open_proposals', {}, z.array(Proposal).nullable())
}

const SettleInput = z.object({
  proposal: z.uuid({ error: t('proposals.gone') }),
  answer: z.enum(['confirm', 'decline', 'withdraw'], { error: t('proposals.gone') }),
})
const Settled = outcome('confirmed', 'declined', 'withdrawn', 'unfit', 'gone', 'refused')

/** Confirms, declines or withdraws a proposal; the database says who may. */
export async function settleProposal(
  db: Db,
  request: Request,
): Promise<{ ok: true; text: string } | { ok: false; status: number; reply: FormReply }> {
  const form = await parseForm(request, SettleInput)
  if (!form.ok) return { ok: false, status: 400, reply: formError({}, '', t('proposals.gone')) }
  const { kind } = await rpc(db, 'settle_proposal', form.value, Settled)
  switch (kind) {
    case 'confirmed':
    case 'declined':
    case 'withdrawn':
      return { ok: true, text: t(`proposals.${kind}`) }
    case 'unfit':
    case 'gone':
      return { ok: false, status: 409, reply: formError({}, '', t(`proposals.${kind}`)) }
    case 'refused':
      return { ok: false, status: 403, reply: formError({}, '', t('proposals.refused')) }
  }
}
