import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rereadEnv } from '#app/platform/env.server.ts'
import { ownMigrations, unknownMigrations } from './migrations.ts'
import { startEmbeddedSupabase } from './supabase-process.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'portal-of-before-'))
const open = () => createPgliteConnection({ url: join(dataDir, 'database') })
let database: PgliteConnection

beforeAll(async () => {
  database = await open()
})
afterAll(async () => {
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a new database and one of an earlier state of this version hold no unknown migration', async () => {
  expect(await unknownMigrations(database)).toEqual([])
  await database.exec(`create schema supabase_migrations;
    create table supabase_migrations.schema_migrations (version text primary key);
    insert into supabase_migrations.schema_migrations values ('${ownMigrations[0]}'), ('${ownMigrations[1]}')`)
  expect(await unknownMigrations(database)).toEqual([])
})

test('a database made by another version is refused with what to do, and stays as it is', async () => {
  await database.exec(`insert into supabase_migrations.schema_migrations values ('20261122000100')`)
  await database.close()
  for (const name of ['SUPABASE_URL', 'DATABASE_URL']) delete process.env[name]
  Object.assign(process.env, { LOG_LEVEL: 'silent', DATA_DIR: dataDir })
  rereadEnv()
  await expect(startEmbeddedSupabase()).rejects.toThrow(
    /made by another version .*20261122000100.*npm run db:reset/,
  )

  database = await open()
  // A start that goes on makes the roles first.
  const { rows } = await database.exec<{ rows: { role: string | null }[] }>(
    `select to_regrole('authenticated')::text as role`,
  )
  expect(rows[0]?.role).toBeNull()
})
