import { z } from 'zod'
import { env } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'

const Settings = z.object({
  disable_signup: z.boolean(),
  mailer_autoconfirm: z.boolean().optional(),
  external: z.object({ email: z.boolean().optional() }).optional(),
})

/** What of a hosted Auth's settings is not as the portal needs it, in words; empty when all is well. */
export function faultsOfAuth(settings: unknown): string[] {
  const { disable_signup, mailer_autoconfirm, external } = Settings.parse(settings)
  return [
    ...(disable_signup ? [] : ['sign-ups are on: anybody can make an account']),
    ...(mailer_autoconfirm ? ['addresses count without being confirmed'] : []),
    ...(external?.email === false ? ['signing in by e-mail is off'] : []),
  ]
}

/** Looks at the settings of a hosted Auth once, and warns in one line. The embedded one is set by the portal itself. */
export async function warnOfAuthSettings(): Promise<void> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_EMBEDDED } = env()
  if (SUPABASE_EMBEDDED) return
  try {
    const answer = await fetch(`${SUPABASE_URL}/auth/v1/settings`, {
      headers: { apikey: SUPABASE_PUBLISHABLE_KEY! },
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`it answered ${answer.status}`)
    const faults = faultsOfAuth(await answer.json())
    if (faults.length > 0)
      log.warn({ faults }, 'Auth is not set as the README says: run supabase config push')
  } catch (error) {
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      'Auth’s settings could not be read',
    )
  }
}
