import { z } from 'zod'
import type { Json } from '#app/platform/database.types.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Origin } from '#app/platform/session.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'

const Letter = z.enum(['sent', 'later'])

const Started = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), token: z.string(), letter: Letter }),
  z.object({ kind: z.literal('too-many') }),
])

/**
 * Begins a draft for an address. `token` opens the draft in this browser; its link goes to the address by email, at once or,
 * where enough emails went there, when it is asked for again later.
 */
export function startApplication(db: Db, { email, origin }: { email: string; origin: Origin | null }) {
  return rpc(db, 'start_application', { email, ...origin }, Started)
}

const Opened = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), token: z.string() }),
  z.object({ kind: z.literal('spent') }),
])

/** Opens a link from an email; this proves the address. `token` opens the application in this browser. */
export function openApplication(db: Db, token: string) {
  return rpc(db, 'open_application', { token }, Opened)
}

const Saved = outcome('saved', 'stale', 'too-many', 'closed', 'gone').extend({ letter: Letter.optional() })

/**
 * Keeps the answers of one part of a draft, unless they have changed since the stamp `began`; what is not named stays as it
 * is. `letter` says what became of the one to a new address.
 */
export function saveApplicationPart(
  db: Db,
  token: string,
  { part, began, answers }: { part: string; began: string; answers: Record<string, Json> },
) {
  return rpc(db, 'save_application_part', { token, part, began, answers }, Saved)
}

export function sendApplicationLink(db: Db, token: string) {
  return rpc(db, 'send_application_link', { token }, outcome('sent', 'too-many', 'gone'))
}

/** Adds a paper whose content was checked. */
export function addPaper(
  db: Db,
  token: string,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
) {
  const content = Buffer.from(bytes).toString('base64')
  return rpc(
    db,
    'add_application_paper',
    { token, name, media_type: mediaType, content },
    outcome('added', 'too-many', 'too-large', 'closed', 'gone'),
  )
}

export function removePaper(db: Db, token: string, paper: string) {
  return rpc(db, 'remove_application_paper', { token, paper }, outcome('removed', 'closed', 'gone'))
}

/** Hands the draft in; `missing` names what is not there yet. */
export function submitApplication(db: Db, token: string) {
  return rpc(db, 'submit_application', { token }, outcome('submitted', 'incomplete', 'closed', 'gone'))
}

export function withdrawApplication(db: Db, token: string) {
  return rpc(db, 'withdraw_application', { token }, outcome('withdrawn', 'closed', 'gone'))
}

/** Writes to the alliance; to an open request this is the answer. */
export function writeAsApplicant(db: Db, token: string, body: string) {
  return rpc(
    db,
    'write_as_applicant',
    { token, body },
    outcome('answered', 'sent', 'too-many', 'closed', 'gone'),
  )
}

export function appealDecision(db: Db, token: string, body: string) {
  return rpc(db, 'appeal_decision', { token, body }, outcome('appealed', 'too-late', 'closed', 'gone'))
}
