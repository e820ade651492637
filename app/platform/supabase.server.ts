import { createServerClient, parseCookieHeader, serializeCookieHeader } from '@supabase/ssr'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types.ts'
import { appUrl, env } from './env.server.ts'

/** The data API as the person of one request sees it: every query and command takes it first. */
export type Db = SupabaseClient<Database>

/**
 * The client of one request. Its session lives in httpOnly cookies; cookies that change
 * (a refreshed or ended session) are handed to `setCookie` as complete header values.
 */
export function dbForRequest(cookieHeader: string, setCookie: (header: string) => void): Db {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  const secure = appUrl().startsWith('https:')
  return createServerClient<Database>(SUPABASE_URL!, SUPABASE_PUBLISHABLE_KEY!, {
    cookieOptions: { name: 'gapo-session', httpOnly: true, sameSite: 'lax', secure, path: '/' },
    cookies: {
      getAll: () => parseCookieHeader(cookieHeader).map(({ name, value }) => ({ name, value: value ?? '' })),
      setAll: (cookies) => {
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
}
