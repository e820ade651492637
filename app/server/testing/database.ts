import { rereadEnv } from '#app/platform/env.server.ts'
import { type Db, dbForRequest } from '#app/platform/supabase.server.ts'
import { serviceDb, type ServiceDb } from '#app/platform/supabase-service.server.ts'
import { demoPassword } from '../demo-accounts.ts'
import { startEmbeddedSupabase } from '../supabase-process.ts'
import { demoAlliance } from './demo-alliance.ts'

export type TestDatabase = {
  /** The database without row-level security, to set a scene and to look at what stands. */
  serviceDb: ServiceDb
  /** The data API as a demo account sees it; without an address, as a visitor does. */
  as(email?: string): Promise<Db>
  stop(): Promise<void>
}

/** Boots the embedded Supabase alone, with the demo alliance in it: enough for queries and commands. One at a time. */
export async function bootDatabase(): Promise<TestDatabase> {
  for (const name of ['APP_URL', 'SUPABASE_URL', 'SUPABASE_EMBEDDED', 'DATABASE_URL'])
    delete process.env[name]
  const { variables, end } = await demoAlliance()
  Object.assign(process.env, { LOG_LEVEL: 'silent', ...variables })
  rereadEnv()
  const supabase = await startEmbeddedSupabase()
  return {
    serviceDb: serviceDb(),
    as: signIn,
    async stop() {
      await supabase.stop()
      await end()
    },
  }
}

async function signIn(email?: string): Promise<Db> {
  const cookies: string[] = []
  if (email) {
    const door = dbForRequest('', (cookie) => cookies.push(cookie.split(';')[0]!))
    const { error } = await door.auth.signInWithPassword({ email, password: demoPassword })
    if (error) throw new Error(`signing in as ${email}: ${error.message}`)
    // The session reaches its cookies after the call has answered.
    await door.auth.getSession()
  }
  return dbForRequest(cookies.join('; '), () => {})
}
