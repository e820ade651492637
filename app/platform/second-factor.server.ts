import { env } from './env.server.ts'

const patience = 3_000
let known: boolean | undefined

/**
 * Whether Auth offers second factors: true, false, or null when it cannot be asked just now. An answer is kept for the life of
 * the process; a fault is no answer. Asked without a session: an Auth that knows the address refuses (401), another has none (404).
 */
export async function secondFactorOffered(): Promise<boolean | null> {
  if (known !== undefined) return known
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  try {
    const { status } = await fetch(`${SUPABASE_URL}/auth/v1/factors`, {
      method: 'POST',
      headers: { apikey: SUPABASE_PUBLISHABLE_KEY!, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(patience),
    })
    if (status === 404) return (known = false)
    if (status === 401 || status === 403) return (known = true)
    return null
  } catch {
    return null
  }
}
