import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@supabase/lite'

const folder = join(import.meta.dirname, '..', '..', 'supabase', 'migrations')

/** The versions of the migrations that this portal brings, in the order in which they are applied. */
export const ownMigrations: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.split('_', 1)[0]!)
  .sort()

/** Migrations that a database holds and this portal does not have. Reads only. */
export async function unknownMigrations(connection: Connection): Promise<string[]> {
  const list = 'supabase_migrations.schema_migrations'
  const { rows } = await connection.exec<{ rows: { there: boolean }[] }>(
    `select to_regclass('${list}') is not null as there`,
  )
  if (!rows[0]?.there) return []
  const applied = await connection.exec<{ rows: { version: string }[] }>(
    `select version from ${list} order by version`,
  )
  return applied.rows.map(({ version }) => version).filter((version) => !ownMigrations.includes(version))
}

/** What to tell whoever starts the portal on a database that another version made. */
export function madeByAnotherVersion(unknown: readonly string[], database: { dataDir?: string }): string {
  const { dataDir } = database
  const where = dataDir ? `The database in ${dataDir}` : 'The database at DATABASE_URL'
  const what = `holds migrations that this version does not have (${unknown.length}, the first is ${unknown[0]})`
  const next = dataDir
    ? 'Run `npm run db:reset` for a new database, or start the version that made it.'
    : 'Give it an empty database, or start the version that made it.'
  return `${where} was made by another version of the portal: it ${what}. Nothing was changed. ${next}`
}
