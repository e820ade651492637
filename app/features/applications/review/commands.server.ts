import { z } from 'zod'
import { outcome, resultOr, rpc, sqlState } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import type { Verdict } from './schema.ts'
import { State } from '../shapes.ts'

const Closed = z.object({ kind: z.literal('closed'), state: State })

/** What a transition leads to: one of these, or that the application is closed to it. */
const transition = <const Kinds extends readonly [string, ...string[]]>(...kinds: Kinds) =>
  z.union([Closed, outcome(...kinds)])

/** Gives an application to a coordinator, or to nobody. */
export function assignApplication(db: Db, application: string, person: string | null) {
  return rpc(
    db,
    'assign_application',
    { application, person },
    transition('assigned', 'conflict', 'assignee-conflict', 'refused'),
  )
}

/** Recommends in the name of the caller's coordinating institution; a second time replaces the first. */
export function recommendOnApplication(
  db: Db,
  application: string,
  { verdict, reasons }: { verdict: Verdict; reasons: string },
) {
  const kinds = transition('given', 'conflict', 'no-voice', 'named-later', 'refused')
  return rpc(db, 'recommend_on_application', { application, verdict, reasons }, kinds)
}

/** Declares a conflict of interest of the caller's own; it cannot be taken back. */
export function declareConflict(db: Db, application: string, reason: string) {
  return rpc(db, 'declare_conflict', { application, reason }, transition('declared', 'refused'))
}

/** Asks the applicant for something; the deadline is paused until the answer. */
export function requestInformation(db: Db, application: string, body: string) {
  const kinds = transition('requested', 'conflict', 'refused')
  return rpc(db, 'request_information', { application, body }, kinds)
}

/** Writes to the applicant; nothing else changes. */
export function messageApplicant(db: Db, application: string, body: string) {
  return rpc(db, 'message_applicant', { application, body }, transition('sent', 'conflict', 'refused'))
}

/** Keeps a note that only coordinators read. False where the database refused it. */
export async function keepNote(
  db: Db,
  application: string,
  { author, body }: { author: string; body: string },
): Promise<boolean> {
  // Nothing is read back: who may write here may read here, and the list is read with the page.
  const note = { application_id: application, author_id: author, body }
  const kept = await resultOr('application_notes', db.from('application_notes').insert(note), [
    sqlState.notAllowed,
  ])
  return kept.ok
}

/** Marks an email about an application as bounced. */
export function noteBouncedEmail(db: Db, letter: string, reason: string) {
  return rpc(db, 'letter_came_back', { letter, reason }, transition('noted', 'known', 'refused'))
}

/** Decides: one of two coordinators who press at once is told `closed`. Accepting makes the institution. */
export function decideApplication(
  db: Db,
  application: string,
  { verdict, reason }: { verdict: Verdict; reason: string },
) {
  const kinds = transition(
    'decided',
    'no-quorum',
    'against-voices',
    'reason-missing',
    'conflict',
    'no-voice',
    'named-later',
    'refused',
  )
  return rpc(db, 'decide_application', { application, verdict, reason }, kinds)
}
