import { resultOf } from '#app/platform/rpc.server.ts'
import type { ServiceDb } from '#app/platform/supabase-service.server.ts'

const retentionDays = 30

/** Forgets names and addresses of invited people: a month after they came, or after their invitation lapsed or was withdrawn. */
export async function forgetOldInvitations(db: ServiceDb): Promise<void> {
  const before = new Date(Date.now() - retentionDays * 86_400_000).toISOString()
  const old = `accepted_at.lt.${before},expires_at.lt.${before},revoked_at.lt.${before}`
  await resultOf('invitations', db.from('invitations').delete().or(old))
}
