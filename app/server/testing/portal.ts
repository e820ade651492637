import { freePort } from '#app/platform/free-port.server.ts'
import { rereadEnv } from '#app/platform/env.server.ts'
import { serviceDb, type ServiceDb } from '#app/platform/supabase-service.server.ts'
import type { Portal } from '../main.ts'
import { demoAlliance } from './demo-alliance.ts'

export type TestPortal = {
  url: string
  /** The database without row-level security, to set a scene and to look at what stands. */
  serviceDb: ServiceDb
  dataDir: string
  stop(): Promise<void>
}

const ownServices = ['APP_URL', 'SUPABASE_URL', 'SUPABASE_EMBEDDED', 'DATABASE_URL', 'REDIS_URL', 'SMTP_URL']

/**
 * Boots one real portal with the demo alliance on a free port, over a database of its own (`demo-alliance.ts`).
 * Settings belong to the process, so a test file boots one at a time. `settings` are environment variables on top.
 */
export async function bootPortal(settings: Record<string, string> = {}): Promise<TestPortal> {
  for (const name of ownServices) delete process.env[name]
  const { dataDir, variables, end } = await demoAlliance()
  Object.assign(process.env, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    ...variables,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    ...settings,
  })
  rereadEnv()
  const { startPortal } = await import('../main.ts')
  const portal: Portal = await startPortal()
  return {
    url: portal.url,
    serviceDb: serviceDb(),
    dataDir,
    async stop() {
      await portal.stop()
      await end()
    },
  }
}
