import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres, whyNoPostgres } from '../../../supabase/tests/postgres-server.ts'
import { copyOfModel } from './demo-folder.ts'

export type DemoPostgres = { url: string; dataDir: string; end(): Promise<void> }

/** A real Postgres with the demo alliance in it, and the data folder of a portal over it. */
export async function demoPostgres(): Promise<DemoPostgres | { missing: string }> {
  const missing = whyNoPostgres()
  if (missing) return { missing }
  const folder = await copyOfModel('postgres', makeDemoPostgres)
  const server = await startPostgres('postgres', join(folder, 'cluster'))
  if ('missing' in server) return server
  return {
    url: server.url,
    dataDir: folder,
    async end() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeDemoPostgres(folder: string): Promise<void> {
  const server = await startPostgres()
  if ('missing' in server) throw new Error(server.missing)
  const settings = { DATA_DIR: folder, DATABASE_URL: server.url, LOG_LEVEL: 'silent' }
  const seeded = spawnSync(process.execPath, ['app/server/seed.ts'], {
    env: { ...process.env, ...settings },
    encoding: 'utf8',
  })
  await server.stop(join(folder, 'cluster'))
  if (seeded.status !== 0) throw new Error(seeded.stderr)
}
