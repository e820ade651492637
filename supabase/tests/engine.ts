/** A database with all migrations, fresh for every run: PGlite in memory, or a real Postgres started for the purpose. */
import { createPgliteConnection } from '@supabase/lite/pglite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import postgres from 'postgres'
import { raiseSchema } from '#app/server/fresh-database.ts'
import { startPostgres } from './postgres-server.ts'

export type Row = Record<string, unknown>
export type Engine = {
  readonly name: string
  /** One statement; `count` is the number of rows returned or touched. Throws with the SQLSTATE under `code`. */
  query(sql: string): Promise<{ rows: Row[]; count: number }>
  /** Several statements in one go. */
  exec(sql: string): Promise<void>
  close(): Promise<void>
}
/** Why an engine cannot run here, in one sentence. */
export type Missing = { readonly missing: string }

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
    close: () => connection.close(),
  }
}

/** A real Postgres in a directory of its own, gone after `close`. */
export async function openPostgres(): Promise<Engine | Missing> {
  const server = await startPostgres()
  if ('missing' in server) return server
  try {
    const connection = createPostgresConnection({ url: server.url, postgresOptions: { onnotice: () => {} } })
    await raiseSchema(connection)
    await connection.close()
    const sql = postgres(server.url, { max: 1, onnotice: () => {} })
    const [version] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
    return {
      name: `Postgres ${version?.version ?? ''}`,
      async query(text) {
        const result = await sql.unsafe<Row[]>(text)
        return { rows: [...result], count: result.count ?? 0 }
      },
      async exec(text) {
        await sql.unsafe(text)
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
