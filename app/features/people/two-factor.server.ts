import type { Db } from '#app/platform/supabase.server.ts'
import { rightPassword, reachable } from './sign-in.server.ts'

export { twoFactorOffered } from '#app/platform/two-factor.server.ts'

/** A device that shows codes; `since` is a moment in UTC. */
export type Device = { id: string; name: string; since: string }

/** The devices of the session's account that were confirmed. */
export async function myDevices(db: Db): Promise<Device[]> {
  const { totp } = await factorsOf(db)
  return totp.map(({ id, friendly_name, created_at }) => ({
    id,
    name: friendly_name ?? '',
    since: created_at,
  }))
}

type Begun = { kind: 'begun'; id: string; uri: string } | { kind: 'name-taken' | 'too-many' | 'off' }

/** Asks Auth for a key for another device. It counts once a code confirms it; keys that never were are dropped first. */
export async function beginDevice(db: Db, name: string): Promise<Begun> {
  const { all, totp } = await factorsOf(db)
  if (totp.some(({ friendly_name }) => friendly_name === name)) return { kind: 'name-taken' }
  const left = all.filter(({ status, factor_type }) => status === 'unverified' && factor_type === 'totp')
  for (const { id } of left) await db.auth.mfa.unenroll({ factorId: id })
  const { data, error } = await db.auth.mfa.enroll({
    factorType: 'totp',
    friendlyName: name,
    issuer: 'GAPO portal',
  })
  if (!error) return { kind: 'begun', id: data.id, uri: data.totp.uri }
  reachable(error)
  switch (error.code) {
    case 'mfa_factor_name_conflict':
      return { kind: 'name-taken' }
    case 'too_many_enrolled_mfa_factors':
      return { kind: 'too-many' }
    case 'mfa_totp_enroll_not_enabled':
      return { kind: 'off' }
    default:
      throw new Error(`auth: ${error.message}`)
  }
}

type Checked = { kind: 'right' } | { kind: 'wrong' } | { kind: 'gone' } | { kind: 'too-many' }

/** Confirms a device by a code of it: from then on the account has a second factor, and Auth ends its other sessions. */
export async function confirmDevice(db: Db, { id, code }: { id: string; code: string }): Promise<Checked> {
  const { error } = await db.auth.mfa.challengeAndVerify({ factorId: id, code })
  return error ? refusal(error) : { kind: 'right' }
}

/** Shows the second factor: a code of any device of the account makes the session whole. `gone`: there is none to ask for. */
export async function showCode(db: Db, code: string): Promise<Checked> {
  const { totp } = await factorsOf(db)
  let outcome: Checked = { kind: 'gone' }
  for (const { id } of totp) {
    outcome = await confirmDevice(db, { id, code })
    if (outcome.kind === 'right' || outcome.kind === 'too-many') return outcome
  }
  return outcome
}

/** Removes a device, after the person's password. A session that was made whole by it is asked for another one's code. */
export async function removeDevice(
  db: Db,
  { email, password, id }: { email: string; password: string; id: string },
): Promise<{ kind: 'removed' } | { kind: 'wrong-password' } | { kind: 'gone' }> {
  if (!(await rightPassword(email, password))) return { kind: 'wrong-password' }
  const { error } = await db.auth.mfa.unenroll({ factorId: id })
  if (error) {
    reachable(error)
    return { kind: 'gone' }
  }
  // The token says once more what the session has shown.
  await db.auth.refreshSession()
  return { kind: 'removed' }
}

async function factorsOf(db: Db) {
  const { data, error } = await db.auth.mfa.listFactors()
  if (error) {
    reachable(error)
    throw new Error(`auth: ${error.message}`)
  }
  return data
}

/** What an Auth that did not take a code says: every way of being wrong is the same one. */
function refusal(error: { name: string; message: string; status?: number; code?: string }): Checked {
  if (error.status === 429) return { kind: 'too-many' }
  reachable(error)
  return { kind: error.code === 'mfa_factor_not_found' ? 'gone' : 'wrong' }
}
