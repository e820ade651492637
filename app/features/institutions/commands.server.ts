import { z } from 'zod'
import { outcome, resultOf, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import type { Role } from './schema.ts'

const Invited = outcome('invited', 'refused', 'already-member', 'already-invited', 'too-many')

/** Invites a person to an institution the caller speaks for; the email leaves with the next round of the outbox. */
export async function invitePerson(
  db: Db,
  { institutionId, name, email, role }: { institutionId: string; name: string; email: string; role: Role },
): Promise<z.infer<typeof Invited>> {
  return rpc(db, 'invite_person', { institution: institutionId, email, name, role }, Invited)
}

/** Withdraws an open invitation; its link stops working at once. */
export async function withdrawInvitation(
  db: Db,
  { institutionId, invitation }: { institutionId: string; invitation: string },
): Promise<{ kind: 'withdrawn'; name: string } | { kind: 'gone' }> {
  const [withdrawn] = await resultOf(
    'invitations',
    db
      .from('invitations')
      .update({ revoked_at: new Date().toISOString() })
      .eq('id', invitation)
      .eq('institution_id', institutionId)
      .is('accepted_at', null)
      .is('revoked_at', null)
      .select('name'),
  )
  return withdrawn ? { kind: 'withdrawn', name: withdrawn.name } : { kind: 'gone' }
}

const HandedOver = outcome('handed-over', 'not-there', 'refused').extend({ name: z.string().optional() })

/** Makes somebody else at the institution primary representative; both sides are told by email. */
export async function handOver(
  db: Db,
  { institutionId, successor }: { institutionId: string; successor: string },
): Promise<z.infer<typeof HandedOver>> {
  return rpc(db, 'hand_over', { institution: institutionId, successor }, HandedOver)
}

const Amended = outcome('amended', 'gone', 'last-representative')
type Amended = z.infer<typeof Amended>

/** Gives a person at an institution another role. The last primary representative keeps theirs. */
export function changeRole(
  db: Db,
  { affiliation, role }: { affiliation: string; role: Role },
): Promise<Amended> {
  return amend(db, affiliation, role)
}

/** Ends an affiliation today: from now on it gives no right. */
export function endAffiliation(db: Db, { affiliation }: { affiliation: string }): Promise<Amended> {
  return amend(db, affiliation, null)
}

async function amend(db: Db, affiliation: string, role: Role | null): Promise<Amended> {
  return rpc(db, 'amend_affiliation', { affiliation, role }, Amended)
}
