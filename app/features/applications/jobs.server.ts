import { z } from 'zod'
import { DatabaseFault, rpc } from '#app/platform/rpc.server.ts'
import type { ServiceDb } from '#app/platform/supabase-service.server.ts'

/** What time does to applications, in this order: a warning before an end, the end before the forgetting. */
const steps = [
  'warn_silent_applicants',
  'expire_applications',
  'remind_of_reviews',
  'purge_applications',
] as const

/** The most that one step does at a time; the database holds the same number. */
const batch = 200

const Outcome = z.object({
  done: z.number(),
  leftOut: z.array(z.object({ application: z.uuid(), reason: z.string() })),
})

/**
 * Warns of silence, ends what stayed silent, reminds of reviews that are due, and forgets what the alliance need not keep.
 * Several processes may do this at once: each row is done by one of them. True when a step had its hands full. Throws when a
 * step failed or an application was left out, after all others were done: so the jobs page says it.
 */
export async function letTimePass(db: ServiceDb): Promise<boolean> {
  let more = false
  const failed: string[] = []
  for (const step of steps) {
    try {
      const { done, leftOut } = await rpc(db, step, {}, Outcome)
      more ||= done >= batch
      for (const { application, reason } of leftOut)
        failed.push(`${step} left application ${application} out (${reason})`)
    } catch (fault) {
      if (!(fault instanceof DatabaseFault)) throw fault
      failed.push(fault.message)
    }
  }
  if (failed.length > 0) throw new Error(failed.join(' · '))
  return more
}
