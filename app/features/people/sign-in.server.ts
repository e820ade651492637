import { log } from '#app/platform/log.server.ts'
import { DatabaseFault, outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import { passwordAsKept, type LinkType } from './schema.ts'

/** Refusals take at least this long, so that the clock does not tell whether an account exists. */
const leastPause = 500

/** Signs in with a password as it is kept. One that was set before that rule counts as it was typed. */
async function withPassword(db: Db, email: string, typed: string) {
  const password = passwordAsKept(typed)
  const { error } = await db.auth.signInWithPassword({ email, password })
  if (!error || password === typed || error.code !== 'invalid_credentials') return { error, password }
  const asTyped = await db.auth.signInWithPassword({ email, password: typed })
  return { error: asTyped.error, password: typed }
}

type TooMany = { kind: 'too-many' }

/** Signs in by password; the session goes into the cookies of the answer. Every refusal is the same one. */
export async function signIn(
  db: Db,
  { email, password }: { email: string; password: string },
): Promise<{ kind: 'signed-in' } | { kind: 'wrong' } | TooMany> {
  const started = performance.now()
  const { error } = await withPassword(db, email, password)
  if (!error) return { kind: 'signed-in' }
  if (error.status !== 429) reachable(error)
  await until(started + leastPause)
  return { kind: error.status === 429 ? 'too-many' : 'wrong' }
}

/** Asks for an email with a link that signs in once. Answers alike whether or not the address has an account. */
export async function sendSignInLink(db: Db, email: string): Promise<{ kind: 'asked' } | TooMany> {
  const started = performance.now()
  const { error } = await db.auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
  return letterAsked(error, started)
}

/** Asks for an email with a link to a new password. Answers alike whether or not the address has an account. */
export async function sendRecovery(db: Db, email: string): Promise<{ kind: 'asked' } | TooMany> {
  const started = performance.now()
  const { error } = await db.auth.resetPasswordForEmail(email)
  return letterAsked(error, started)
}

/** Only the limit on requests, which Auth looks at first, says nothing of an account; all else is answered alike. */
async function letterAsked(error: AuthFault | null, started: number): Promise<{ kind: 'asked' } | TooMany> {
  if (error && error.status !== 429) reachable(error)
  await until(started + leastPause)
  const limited = error?.status === 429 && error.code !== 'over_email_send_rate_limit'
  return { kind: limited ? 'too-many' : 'asked' }
}

/**
 * Uses up a link from an email: signs in, or confirms a new address. `one-more`: Auth waits for the link in the other address's
 * email too.
 */
export async function followLink(
  db: Db,
  { tokenHash, type }: { tokenHash: string; type: LinkType },
): Promise<{ kind: 'confirmed' } | { kind: 'one-more' } | { kind: 'spent' } | TooMany> {
  const { data, error } = await db.auth.verifyOtp({ token_hash: tokenHash, type })
  if (!error) {
    if (type === 'email_change' && !data.session) return { kind: 'one-more' }
    await addressProven(db)
    return { kind: 'confirmed' }
  }
  if (error.status === 429) return { kind: 'too-many' }
  reachable(error)
  return { kind: 'spent' }
}

/** Who came by an email gets emails, whatever came back before. Signing in does not wait for it to succeed. */
async function addressProven(db: Db): Promise<void> {
  await rpc(db, 'address_works', {}, outcome('cleared', 'refused')).catch((fault: unknown) => {
    if (!(fault instanceof DatabaseFault)) throw fault
    log.warn({ code: fault.code }, 'a proven address could not be cleared')
  })
}

/**
 * Uses up a recovery link and sets the new password; every other session ends. An account with a second factor has to show it
 * first (`code-first`): the session waits for its code, and the password is set together with it.
 */
export async function recoverPassword(
  db: Db,
  { tokenHash, password }: { tokenHash: string; password: string },
): Promise<{ kind: 'changed' } | { kind: 'spent' } | { kind: 'weak' } | { kind: 'code-first' } | TooMany> {
  const used = await followLink(db, { tokenHash, type: 'recovery' })
  if (used.kind === 'spent' || used.kind === 'too-many') return used
  const { error } = await db.auth.updateUser({ password })
  if (error?.code === 'insufficient_aal') return { kind: 'code-first' }
  // The password a person already has is as good as a new one.
  if (error && error.code !== 'same_password') {
    reachable(error)
    return { kind: 'weak' }
  }
  await db.auth.signOut({ scope: 'others' })
  return { kind: 'changed' }
}

/**
 * Whether Auth sent somebody here by a link that is not of the portal's own emails: its standard ones lead to the first page, with a
 * code or an error.
 */
export function cameByForeignLink(request: Request): boolean {
  const { searchParams } = new URL(request.url)
  const foreign = ['code', 'error', 'error_code', 'error_description'].some((name) => searchParams.has(name))
  if (foreign)
    log.warn('Auth sends letters of its own: run supabase config push, which brings the portal’s templates')
  return foreign
}

/** Ends the session on this device. A session that is gone already is as good. */
export async function signOut(db: Db): Promise<void> {
  await db.auth.signOut({ scope: 'local' })
}

/** Ends every session of the person but this one. */
export async function signOutOthers(db: Db): Promise<void> {
  const { error } = await db.auth.signOut({ scope: 'others' })
  if (error) throw new Error(`sign-out of other devices: ${error.message}`)
}

/**
 * The person's password as Auth knows it, or null when it is another one; asked on a session of its own, which ends at once. Throws
 * an answer of 429 when Auth takes no more attempts just now.
 */
export async function rightPassword(email: string, typed: string): Promise<string | null> {
  const apart = dbForRequest('', () => {})
  const { error, password } = await withPassword(apart, email, typed)
  if (error) {
    reachable(error)
    return null
  }
  await apart.auth.signOut({ scope: 'local' })
  return password
}

type AuthFault = { name: string; message: string; status?: number | undefined; code?: string | undefined }

/**
 * An Auth that cannot be reached, or takes nothing more just now, says nothing about the account: throws an answer of 503 or 429.
 * Where 429 has a sentence of its own, ask for that first.
 */
export function reachable(error: AuthFault) {
  const { name, code, status = 500 } = error
  if (name !== 'AuthRetryableFetchError' && status < 500 && status !== 429) return
  log.warn({ status, code }, 'Auth did not answer')
  if (status === 429) throw new Response(null, { status: 429, statusText: 'too-many' })
  throw new Response(null, { status: 503, statusText: 'away', headers: { 'Retry-After': '5' } })
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))
}
