import { log } from '#app/platform/log.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import type { LinkType } from './schema.ts'

/** Refusals take at least this long, so that the clock does not tell whether an account exists. */
const leastPause = 500

/** Signs in by password; the session goes into the cookies of the answer. Every refusal is the same one. */
export async function signIn(
  db: Db,
  { email, password }: { email: string; password: string },
): Promise<{ kind: 'signed-in' } | { kind: 'wrong' } | { kind: 'too-many' }> {
  const started = performance.now()
  const { error } = await db.auth.signInWithPassword({ email, password })
  if (!error) return { kind: 'signed-in' }
  reachable(error)
  await until(started + leastPause)
  return { kind: error.status === 429 ? 'too-many' : 'wrong' }
}

/** Asks for a letter with a link that signs in once. Answers alike whether or not the address has an account. */
export async function sendSignInLink(db: Db, email: string): Promise<void> {
  const started = performance.now()
  const { error } = await db.auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
  if (error) reachable(error)
  await until(started + leastPause)
}

/** Asks for a letter with a link to a new password. Answers alike whether or not the address has an account. */
export async function sendRecovery(db: Db, email: string): Promise<void> {
  const started = performance.now()
  const { error } = await db.auth.resetPasswordForEmail(email)
  if (error) reachable(error)
  await until(started + leastPause)
}

/** Uses up a link from a letter: signs in, or confirms a new address. */
export async function followLink(
  db: Db,
  { tokenHash, type }: { tokenHash: string; type: LinkType },
): Promise<{ kind: 'confirmed' } | { kind: 'spent' }> {
  const { error } = await db.auth.verifyOtp({ token_hash: tokenHash, type })
  if (!error) {
    await addressProven(db)
    return { kind: 'confirmed' }
  }
  reachable(error)
  return { kind: 'spent' }
}

/** Who came by a letter gets letters, whatever came back before. Signing in does not wait for it to succeed. */
async function addressProven(db: Db): Promise<void> {
  const { error } = await db.rpc('address_works', {})
  if (error) log.warn({ code: error.code }, 'a proven address could not be cleared')
}

/**
 * Uses up a recovery link and sets the new password; every other session ends. An account with a second factor has to show it
 * first (`code-first`): the session waits for its code, and the password is set together with it.
 */
export async function recoverPassword(
  db: Db,
  { tokenHash, password }: { tokenHash: string; password: string },
): Promise<{ kind: 'changed' } | { kind: 'spent' } | { kind: 'weak' } | { kind: 'code-first' }> {
  const used = await followLink(db, { tokenHash, type: 'recovery' })
  if (used.kind === 'spent') return used
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

/** Ends the session on this device. A session that is gone already is as good. */
export async function signOut(db: Db): Promise<void> {
  await db.auth.signOut({ scope: 'local' })
}

/** Ends every session of the person but this one. */
export async function signOutOthers(db: Db): Promise<void> {
  const { error } = await db.auth.signOut({ scope: 'others' })
  if (error) throw new Error(`sign-out of other devices: ${error.message}`)
}

/** Whether this is the person's password; asked on a session of its own, which ends at once. */
export async function passwordIsRight(email: string, password: string): Promise<boolean> {
  const apart = dbForRequest('', () => {})
  const { error } = await apart.auth.signInWithPassword({ email, password })
  if (error) {
    reachable(error)
    return false
  }
  await apart.auth.signOut({ scope: 'local' })
  return true
}

/** An Auth that cannot be reached is a fault of ours, not an answer about the account. */
export function reachable(error: { name: string; message: string; status?: number | undefined }) {
  if (error.name === 'AuthRetryableFetchError' || (error.status ?? 500) >= 500)
    throw new Error(`auth: ${error.message}`)
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))
}
