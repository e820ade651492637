import type { ServiceDb } from '#app/platform/supabase-service.server.ts'

const retentionDays = 30

/** Forgets names and addresses of invited people: a month after they came, or after their invitation lapsed or was withdrawn. */
export async function forgetOldInvitations(db: ServiceDb): Promise<void> {
  const before = new Date(Date.now() - retentionDays * 86_400_000).toISOString()
  const { error } = await db
    .from('invitations')
    .delete()
    .or(`accepted_at.lt.${before},expires_at.lt.${before},revoked_at.lt.${before}`)
  if (error) throw new Error(`forgetting old invitations: ${error.message}`)
}
