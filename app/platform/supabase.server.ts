import { createServerClient, parseCookieHeader, serializeCookieHeader } from '@supabase/ssr'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types.ts'
import { appUrl, env } from './env.server.ts'

/** The data API as the person of one request sees it: every query and command takes it first. */
export type Db = SupabaseClient<Database>

/** Clients whose session Auth could neither renew nor end. */
const unanswered = new WeakSet<Db>()

/** Whether this client has a session of which Auth did not say if it still lives: it is away, or answers nobody just now. */
export function authIsAway(db: Db): boolean {
  return unanswered.has(db)
}

/**
 * The client of one request. Its session lives in httpOnly cookies; cookies that change
 * (a refreshed or ended session) are handed to `setCookie` as complete header values.
 */
export function dbForRequest(cookieHeader: string, setCookie: (header: string) => void): Db {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  const secure = appUrl().startsWith('https:')
  let away = false
  const db = createServerClient<Database>(SUPABASE_URL!, SUPABASE_PUBLISHABLE_KEY!, {
    global: {
      async fetch(input, init) {
        if (!isRenewal(input)) return fetch(input, init)
        const answer = away ? null : await fetch(input, init).catch(() => null)
        if (answer?.ok || (answer && (await isRefusal(answer)))) return answer
        // Said as a refusal, or the client would try again for half a minute; the cookies stay as they are.
        away = true
        unanswered.add(db)
        return Response.json(
          { code: 400, error_code: 'auth_away', msg: 'Auth did not answer' },
          { status: 400 },
        )
      },
    },
    cookieOptions: { name: 'gapo-session', httpOnly: true, sameSite: 'lax', secure, path: '/' },
    cookies: {
      getAll: () => parseCookieHeader(cookieHeader).map(({ name, value }) => ({ name, value: value ?? '' })),
      setAll: (cookies) => {
        if (away) return
        for (const { name, value, options } of cookies) {
          setCookie(
            serializeCookieHeader(name, value, {
              ...options,
              httpOnly: true,
              sameSite: 'lax',
              secure,
              path: '/',
            }),
          )
        }
      },
    },
  })
  return db
}

/** Whether a call asks Auth for another token of a session that goes on. */
function isRenewal(input: RequestInfo | URL): boolean {
  const url = input instanceof Request ? input.url : String(input)
  return url.includes('/auth/v1/token?grant_type=refresh_token')
}

/** Whether Auth itself says that a session is over: a gateway before it that refuses a call gives no such reason. */
async function isRefusal(answer: Response): Promise<boolean> {
  if (answer.status === 429 || answer.status >= 500) return false
  const said: unknown = await answer
    .clone()
    .json()
    .catch(() => null)
  if (typeof said !== 'object' || said === null) return false
  const { error_code, code, error } = said as Record<string, unknown>
  return [error_code, code, error].some((each) => typeof each === 'string')
}
