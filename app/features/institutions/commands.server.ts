import { z } from 'zod'
import type { Db } from '#app/platform/supabase.server.ts'
import type { Role } from './schema.ts'

const Invited = z.object({
  kind: z.enum(['invited', 'refused', 'already-member', 'already-invited', 'too-many']),
})

/** Invites a person to an institution the caller speaks for; the letter leaves with the next round of the outbox. */
export async function invitePerson(
  db: Db,
  { institutionId, name, email, role }: { institutionId: string; name: string; email: string; role: Role },
): Promise<z.infer<typeof Invited>> {
  const { data, error } = await db.rpc('invite_person', { institution: institutionId, email, name, role })
  if (error) throw new Error(`invite_person: ${error.message}`)
  return Invited.parse(data)
}

/** Withdraws an open invitation; its link stops working at once. */
export async function withdrawInvitation(
  db: Db,
  { institutionId, invitation }: { institutionId: string; invitation: string },
): Promise<{ kind: 'withdrawn'; name: string } | { kind: 'gone' }> {
  const { data, error } = await db
    .from('invitations')
    .update({ revoked_at: new Date().toISOString() })
    .eq('id', invitation)
    .eq('institution_id', institutionId)
    .is('accepted_at', null)
    .is('revoked_at', null)
    .select('name')
  if (error) throw new Error(`invitations: ${error.message}`)
  return data[0] ? { kind: 'withdrawn', name: data[0].name } : { kind: 'gone' }
}

const HandedOver = z.object({
  kind: z.enum(['handed-over', 'not-there', 'refused']),
  name: z.string().optional(),
})

/** Makes somebody else at the institution primary representative; both sides are told by letter. */
export async function handOver(
  db: Db,
  { institutionId, successor }: { institutionId: string; successor: string },
): Promise<z.infer<typeof HandedOver>> {
  const { data, error } = await db.rpc('hand_over', { institution: institutionId, successor })
  if (error) throw new Error(`hand_over: ${error.message}`)
  return HandedOver.parse(data)
}

const Amended = z.object({ kind: z.enum(['amended', 'gone', 'last-representative']) })
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
  const { data, error } = await db.rpc('amend_affiliation', { affiliation, role })
  if (error) throw new Error(`amend_affiliation: ${error.message}`)
  return Amended.parse(data)
}
