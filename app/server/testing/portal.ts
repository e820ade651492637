import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { rereadEnv } from '#app/platform/env.server.ts'
import { serviceDb, type ServiceDb } from '#app/platform/supabase-service.server.ts'
import { buildIfChanged } from '../build.ts'
import type { Portal } from '../main.ts'
import { freePort } from '#app/platform/free-port.server.ts'

export type TestPortal = {
  url: string
  /** The database without row-level security, to set a scene and to look at what stands. */
  serviceDb: ServiceDb
  dataDir: string
  stop(): Promise<void>
}

/**
 * Boots one real portal, with its database in a folder of its own, on a free port, with the demo alliance in it.
 * Settings belong to the process, so a test file boots one at a time. `settings` are environment variables on top.
 */
export async function bootPortal(settings: Record<string, string> = {}): Promise<TestPortal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-'))
  const port = await freePort()
  for (const name of [
    'APP_URL',
    'SUPABASE_URL',
    'SUPABASE_EMBEDDED',
    'DATABASE_URL',
    'REDIS_URL',
    'SMTP_URL',
  ]) {
    delete process.env[name]
  }
  Object.assign(process.env, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    ...settings,
  })
  rereadEnv()
  await buildOnce()
  const { startPortal } = await import('../main.ts')
  const portal: Portal = await startPortal()
  return {
    url: portal.url,
    serviceDb: serviceDb(),
    dataDir,
    async stop() {
      await portal.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Test files run side by side; only one of them builds, the others wait for it. */
async function buildOnce(): Promise<void> {
  mkdirSync('node_modules/.cache', { recursive: true })
  const lock = 'node_modules/.cache/portal-build'
  const givenUpAt = Date.now() + 180_000
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      // A build that was killed leaves its lock behind.
      if (Date.now() > givenUpAt) rmSync(lock, { recursive: true, force: true })
      await pause(200)
    }
  }
  try {
    await buildIfChanged()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
