import type { ServiceDb } from '#app/platform/supabase-service.server.ts'

const retentionDays = 30

/** Forgets name and address of people who never came: a month after their invitation lapsed or was withdrawn. */
export async function forgetLapsedInvitations(db: ServiceDb): Promise<void> {
  const before = new Date(Date.now() - retentionDays * 86_400_000).toISOString()
  const { error } = await db
    .from('invitations')
    .delete()
    .is('accepted_at', null)
    .or(`expires_at.lt.${before},revoked_at.lt.${before}`)
  if (error) throw new Error(`forgetting lapsed invitations: ${error.message}`)
}
