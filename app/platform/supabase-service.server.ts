import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types.ts'
import { env } from './env.server.ts'

export type ServiceDb = SupabaseClient<Database>

let client: ServiceDb | undefined

/**
 * The one client that row-level security does not hold back.
 * Only the collaboration server, the jobs and start-up may use it; dependency-cruiser names them.
 */
export function serviceDb(): ServiceDb {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env()
  client ??= createClient<Database>(SUPABASE_URL!, SUPABASE_SECRET_KEY!, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  return client
}
