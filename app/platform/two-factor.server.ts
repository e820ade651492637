import { env } from './env.server.ts'
import type { Db } from './supabase.server.ts'

const patience = 3_000
let known: boolean | undefined

/**
 * Whether Auth offers second factors: true, false, or null when it could not be asked just now. Asked in the session of whoever
 * comes first, for a kind of factor that there is not: an Auth that has the address refuses the kind (400), another knows no such
 * address (404). That is kept for the life of the process; anything else is no answer.
 */
export async function twoFactorOffered(db: Db): Promise<boolean | null> {
  if (known !== undefined) return known
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  const { data } = await db.auth.getSession()
  if (!data.session) return null
  try {
    const { status } = await fetch(`${SUPABASE_URL}/auth/v1/factors`, {
      method: 'POST',
      headers: {
        apikey: SUPABASE_PUBLISHABLE_KEY!,
        Authorization: `Bearer ${data.session.access_token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ factor_type: 'none' }),
      signal: AbortSignal.timeout(patience),
    })
    if (status === 404) return (known = false)
    if (status === 400 || status === 422) return (known = true)
    return null
  } catch {
    return null
  }
}
