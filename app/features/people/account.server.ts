import type { Db } from '#app/platform/supabase.server.ts'
import { passwordIsRight, reachable } from './sign-in.server.ts'

/** Keeps a person's own name and time zone (IANA). */
export async function keepEntry(
  db: Db,
  personId: string,
  { name, timeZone }: { name: string; timeZone: string },
): Promise<{ kind: 'kept' } | { kind: 'refused' }> {
  const { data, error } = await db
    .from('people')
    .update({ name, time_zone: timeZone })
    .eq('id', personId)
    .select('id')
  if (error) throw new Error(`people: ${error.message}`)
  return { kind: data.length === 1 ? 'kept' : 'refused' }
}

/**
 * Asks Auth to move the account to another address; a letter there confirms it. An address that has an account
 * already is answered like a free one.
 */
export async function changeAddress(
  db: Db,
  { email, newEmail, password }: { email: string; newEmail: string; password: string },
): Promise<{ kind: 'letter-sent' } | { kind: 'wrong-password' }> {
  if (!(await passwordIsRight(email, password))) return { kind: 'wrong-password' }
  const { error } = await db.auth.updateUser({ email: newEmail })
  if (error) reachable(error)
  return { kind: 'letter-sent' }
}

/** Sets another password and ends every other session. */
export async function changePassword(
  db: Db,
  { email, password, newPassword }: { email: string; password: string; newPassword: string },
): Promise<{ kind: 'changed' } | { kind: 'wrong-password' } | { kind: 'weak' }> {
  if (!(await passwordIsRight(email, password))) return { kind: 'wrong-password' }
  const { error } = await db.auth.updateUser({ password: newPassword })
  if (error && error.code !== 'same_password') {
    reachable(error)
    return { kind: 'weak' }
  }
  await db.auth.signOut({ scope: 'others' })
  return { kind: 'changed' }
}
