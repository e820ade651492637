import { z } from 'zod'
import type { Functions } from '#app/platform/database.types.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import type { Verdict } from './schema.ts'
import { State } from '../shapes.ts'

const Closed = z.object({ kind: z.literal('closed'), state: State })

async function transition<Kinds extends readonly [string, ...string[]]>(
  db: Db,
  name: keyof Functions,
  args: Record<string, unknown>,
  kinds: Kinds,
): Promise<{ kind: Kinds[number] } | { kind: 'closed'; state: State }> {
  const { data, error } = await db.rpc(name, args as never)
  if (error) throw new Error(`${name}: ${error.message}`)
  return z.union([Closed, z.object({ kind: z.enum(kinds) })]).parse(data)
}

/** Gives an application to a coordinator, or to nobody. */
export function assignApplication(db: Db, application: string, person: string | null) {
  return transition(db, 'assign_application', { application, person }, [
    'assigned',
    'conflict',
    'assignee-conflict',
    'refused',
  ])
}

/** Recommends in the name of the caller's coordinating institution; a second time replaces the first. */
export function recommendOnApplication(
  db: Db,
  application: string,
  { verdict, reasons }: { verdict: Verdict; reasons: string },
) {
  const kinds = ['given', 'conflict', 'no-voice', 'named-later', 'refused'] as const
  return transition(db, 'recommend_on_application', { application, verdict, reasons }, kinds)
}

/** Declares a conflict of interest of the caller's own; it cannot be taken back. */
export function declareConflict(db: Db, application: string, reason: string) {
  return transition(db, 'declare_conflict', { application, reason }, ['declared', 'refused'])
}

/** Asks the applicant for something; the clock stands still until the answer. */
export function requestInformation(db: Db, application: string, body: string) {
  const kinds = ['requested', 'conflict', 'refused'] as const
  return transition(db, 'request_information', { application, body }, kinds)
}

/** Writes to the applicant; nothing else changes. */
export function messageApplicant(db: Db, application: string, body: string) {
  return transition(db, 'message_applicant', { application, body }, ['sent', 'conflict', 'refused'])
}

/** Keeps a note that only coordinators read. False where the database refused it. */
export async function keepNote(
  db: Db,
  application: string,
  { author, body }: { author: string; body: string },
): Promise<boolean> {
  // Nothing is read back: who may write here may read here, and the list is read with the page.
  const { error } = await db
    .from('application_notes')
    .insert({ application_id: application, author_id: author, body })
  if (error && !/row-level security/.test(error.message))
    throw new Error(`application_notes: ${error.message}`)
  return !error
}

/** Writes down that a letter of a case came back. */
export function noteBouncedEmail(db: Db, letter: string, reason: string) {
  return transition(db, 'letter_came_back', { letter, reason }, ['noted', 'known', 'refused'])
}

/** Decides: one of two coordinators who press at once is told `closed`. Accepting makes the institution. */
export function decideApplication(
  db: Db,
  application: string,
  { verdict, reason }: { verdict: Verdict; reason: string },
) {
  const kinds = [
    'decided',
    'no-quorum',
    'against-voices',
    'reason-missing',
    'conflict',
    'no-voice',
    'named-later',
    'refused',
  ] as const
  return transition(db, 'decide_application', { application, verdict, reason }, kinds)
}
