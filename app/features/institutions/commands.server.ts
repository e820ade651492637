import { z } from 'zod'
import { todayInUtc } from '#app/platform/days.ts'
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

type Amended = { kind: 'amended' } | { kind: 'gone' } | { kind: 'last-representative' }

/** Gives a person at an institution another role. The last primary representative keeps theirs. */
export function changeRole(
  db: Db,
  { institutionId, affiliation, role }: { institutionId: string; affiliation: string; role: Role },
): Promise<Amended> {
  return amend(db, institutionId, affiliation, { role })
}

/** Ends an affiliation today: from now on it gives no right. */
export function endAffiliation(
  db: Db,
  { institutionId, affiliation }: { institutionId: string; affiliation: string },
): Promise<Amended> {
  return amend(db, institutionId, affiliation, { ended_on: todayInUtc() })
}

async function amend(
  db: Db,
  institutionId: string,
  affiliation: string,
  change: { role: Role } | { ended_on: string },
): Promise<Amended> {
  const { data, error } = await db
    .from('affiliations')
    .update(change)
    .eq('id', affiliation)
    .eq('institution_id', institutionId)
    .or(`ended_on.is.null,ended_on.gt.${todayInUtc()}`)
    .select('id')
  // The embedded Supabase passes the text of an error on, but not always its code.
  if (error && (error.code === 'GP001' || /last primary representative/i.test(error.message)))
    return { kind: 'last-representative' }
  if (error) throw new Error(`affiliations: ${error.message}`)
  return { kind: data.length === 1 ? 'amended' : 'gone' }
}
