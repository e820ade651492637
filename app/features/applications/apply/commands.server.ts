import { z } from 'zod'
import type { Functions, Json } from '#app/platform/database.types.ts'
import type { Origin } from '#app/platform/session.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'

async function ask<Kinds extends readonly [string, ...string[]]>(
  db: Db,
  name: keyof Functions,
  args: Record<string, unknown>,
  kinds: Kinds,
) {
  const { data, error } = await db.rpc(name, args as never)
  if (error) throw new Error(`${name}: ${error.message}`)
  return z.looseObject({ kind: z.enum(kinds) }).parse(data) as {
    kind: Kinds[number]
  } & Record<string, unknown>
}

const Letter = z.enum(['sent', 'later'])

/**
 * Begins a draft for an address. `token` opens the draft in this browser; its link goes to the address by letter, at once or,
 * where enough letters went there, when it is asked for again later.
 */
export async function startApplication(
  db: Db,
  { email, origin }: { email: string; origin: Origin | null },
): Promise<{ kind: 'started'; token: string; letter: z.infer<typeof Letter> } | { kind: 'too-many' }> {
  const outcome = await ask(db, 'start_application', { email, ...origin }, ['started', 'too-many'])
  return outcome.kind === 'started'
    ? {
        kind: 'started',
        token: z.string().parse(outcome.token),
        letter: Letter.parse(outcome.letter),
      }
    : { kind: 'too-many' }
}

/** Opens a link from a letter; this proves the address. `token` opens the application in this browser. */
export async function openApplication(
  db: Db,
  token: string,
): Promise<{ kind: 'opened'; token: string } | { kind: 'spent' }> {
  const outcome = await ask(db, 'open_application', { token }, ['opened', 'spent'])
  return outcome.kind === 'opened'
    ? { kind: 'opened', token: z.string().parse(outcome.token) }
    : { kind: 'spent' }
}

/**
 * Keeps the answers of one part of a draft, unless they have changed since the stamp `began`; what is not named stays as it
 * is. `letter` says what became of the one to a new address.
 */
export async function saveApplicationPart(
  db: Db,
  token: string,
  { part, began, answers }: { part: string; began: string; answers: Record<string, Json> },
) {
  const kinds = ['saved', 'stale', 'too-many', 'closed', 'gone'] as const
  const { kind, letter } = await ask(db, 'save_application_part', { token, part, began, answers }, kinds)
  return { kind, letter: Letter.optional().parse(letter) }
}

export function sendApplicationLink(db: Db, token: string) {
  return ask(db, 'send_application_link', { token }, ['sent', 'too-many', 'gone'])
}

/** Adds a paper whose content was checked. */
export function addPaper(
  db: Db,
  token: string,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
) {
  const content = Buffer.from(bytes).toString('base64')
  return ask(db, 'add_application_paper', { token, name, media_type: mediaType, content }, [
    'added',
    'too-many',
    'too-large',
    'closed',
    'gone',
  ])
}

export function removePaper(db: Db, token: string, paper: string) {
  return ask(db, 'remove_application_paper', { token, paper }, ['removed', 'closed', 'gone'])
}

/** Hands the draft in; `missing` names what is not there yet. */
export function submitApplication(db: Db, token: string) {
  return ask(db, 'submit_application', { token }, ['submitted', 'incomplete', 'closed', 'gone'])
}

export function withdrawApplication(db: Db, token: string) {
  return ask(db, 'withdraw_application', { token }, ['withdrawn', 'closed', 'gone'])
}

/** Writes to the alliance; to an open request this is the answer. */
export function writeAsApplicant(db: Db, token: string, body: string) {
  return ask(db, 'write_as_applicant', { token, body }, ['answered', 'sent', 'too-many', 'closed', 'gone'])
}

export function appealDecision(db: Db, token: string, body: string) {
  return ask(db, 'appeal_decision', { token, body }, ['appealed', 'too-late', 'closed', 'gone'])
}
