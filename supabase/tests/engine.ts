/** A database with all migrations, fresh for every run: PGlite in memory, or a real Postgres started for the purpose. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import postgres, { type RowList } from 'postgres'
import { raiseSchema } from '#app/server/fresh-database.ts'
import { startPostgres, type Missing } from './postgres-server.ts'

const root = join(import.meta.dirname, '..', '..')

export type Row = Record<string, unknown>
export type Engine = {
  readonly name: string
  /** One statement; `count` is the number of rows returned or touched. Throws with the SQLSTATE under `code`. */
  query(sql: string): Promise<{ rows: Row[]; count: number }>
  /** Several statements in one message. */
  exec(sql: string): Promise<void>
  /** Several statements in one message; answers as `query` does for the last of them. */
  last(sql: string): Promise<{ rows: Row[]; count: number }>
  close(): Promise<void>
}

/** PGlite hangs the whole statement on its errors: too long to print. */
function briefly(error: Error & { code?: string; detail?: string }): never {
  throw Object.assign(new Error([error.message, error.detail].filter(Boolean).join(' · ')), {
    code: error.code,
  })
}

/** PGlite in memory. */
export async function openPglite(): Promise<Engine> {
  const connection = await createPgliteConnection({ url: 'memory://' })
  await raiseSchema(connection)
  const { driver } = connection
  const { rows } = await driver.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return {
    name: `PGlite ${rows[0]?.version ?? ''}`,
    async query(sql) {
      const result = await driver.query<Row>(sql)
      return { rows: result.rows, count: result.rows.length || (result.affectedRows ?? 0) }
    },
    async exec(sql) {
      await driver.exec(sql).catch(briefly)
    },
    async last(sql) {
      const { rows = [], affectedRows = 0 } = (await driver.exec(sql).catch(briefly)).at(-1) ?? {}
      return { rows: rows as Row[], count: rows.length || affectedRows }
    },
    close: () => connection.close(),
  }
}

/** A real Postgres in a directory of its own, gone after `close`. `from` is the folder with `supabase/migrations`. */
export function openPostgres(from = root): Promise<Engine | Missing> {
  return onServer('Postgres', 'postgres', async (url) => {
    const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => {} } })
    await raiseSchema(connection, from)
    await connection.close()
    return url
  })
}

/**
 * A real Postgres laid out as hosted Supabase is: a superuser of the platform's owns Auth and Storage, and the
 * migrations and scenes run as `postgres`, which is none (`hosted-platform.sql`).
 */
export function openHosted(from = root): Promise<Engine | Missing> {
  return onServer('Hosted layout, Postgres', 'supabase_admin', async (url) => {
    const platform = postgres(url, { max: 1, onnotice: () => {} })
    await platform.file(join(import.meta.dirname, 'hosted-platform.sql'))
    await platform.end()
    const asPostgres = url.replace('supabase_admin@', 'postgres@')
    const sql = postgres(asPostgres, { max: 1, onnotice: () => {} })
    // As `supabase db push` does it: a list of what was applied, and one transaction a file.
    await sql.unsafe(`create schema supabase_migrations;
      create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text)`)
    const migrations = join(from, 'supabase', 'migrations')
    for (const file of readdirSync(migrations).sort()) {
      const [version = '', name = ''] = file.replace('.sql', '').split(/_(.*)/)
      try {
        await sql.begin(async (transaction) => {
          await transaction.file(join(migrations, file))
          await transaction`insert into supabase_migrations.schema_migrations (version, name) values (${version}, ${name})`
        })
      } catch (error) {
        throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
      }
    }
    await sql.end()
    return asPostgres
  })
}

/** Starts a server, has it filled by `fill`, and opens it under the address that `fill` returns. */
async function onServer(
  name: string,
  superuser: string,
  fill: (url: string) => Promise<string>,
): Promise<Engine | Missing> {
  const server = await startPostgres(superuser)
  if ('missing' in server) return server
  try {
    const sql = postgres(await fill(server.url), { max: 1, onnotice: () => {} })
    const [version] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
    return {
      name: `${name} ${version?.version ?? ''}`,
      async query(text) {
        const result = await sql.unsafe<Row[]>(text)
        return { rows: [...result], count: result.count ?? 0 }
      },
      async exec(text) {
        await sql.unsafe(text)
      },
      async last(text) {
        // The driver begins a new result with the first statement that returns rows, and answers with the only one or with all.
        const results = (await sql.unsafe(text)) as RowList<Row[]> | RowList<Row[]>[]
        const result = 'command' in results ? results : results.at(-1)!
        return { rows: [...result], count: result.count ?? 0 }
      },
      async close() {
        await sql.end({ timeout: 2 })
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
