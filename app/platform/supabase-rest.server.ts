import { PostgrestClient } from '@supabase/postgrest-js'
import type { ServiceDb } from './supabase-service.server.ts'

/** Where the data API is, and the key that speaks as the service. */
export type ServiceAddress = { url: string; key: string }

/**
 * `serviceDb` for threads: the part of supabase-js that calls functions, without sign-in, storage and realtime, which
 * would cost each thread ten megabytes. Settings are handed over, since parsing them costs another three.
 */
export function serviceRest({ url, key }: ServiceAddress): Pick<ServiceDb, 'rpc'> {
  // Keys of the new format are no tokens; Supabase refuses them as such.
  const headers = { apikey: key, ...(!key.startsWith('sb_') && { Authorization: `Bearer ${key}` }) }
  return new PostgrestClient(`${url}/rest/v1`, { headers }) as Pick<ServiceDb, 'rpc'>
}
