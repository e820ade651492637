import type { Db } from '#app/platform/supabase.server.ts'
import { rightPassword, reachable } from './sign-in.server.ts'

/**
 * Asks Auth to move the account to another address; an email there confirms it. An address that has an account
 * already is answered like a free one.
 */
export async function changeAddress(
  db: Db,
  { email, newEmail, password }: { email: string; newEmail: string; password: string },
): Promise<{ kind: 'letter-sent' } | { kind: 'wrong-password' } | { kind: 'too-many' }> {
  if (!(await rightPassword(email, password))) return { kind: 'wrong-password' }
  const { error } = await db.auth.updateUser({ email: newEmail })
  if (error?.status === 429) return { kind: 'too-many' }
  if (error) reachable(error)
  return { kind: 'letter-sent' }
}

/** Sets another password and ends every other session. */
export async function changePassword(
  db: Db,
  { email, password, newPassword }: { email: string; password: string; newPassword: string },
): Promise<{ kind: 'changed' } | { kind: 'wrong-password' } | { kind: 'weak' }> {
  const known = await rightPassword(email, password)
  if (known === null) return { kind: 'wrong-password' }
  const { error } = await db.auth.updateUser({ password: newPassword, current_password: known })
  if (error && error.code !== 'same_password') {
    reachable(error)
    return { kind: 'weak' }
  }
  await db.auth.signOut({ scope: 'others' })
  return { kind: 'changed' }
}
