import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'

/** JSON that lite hands over is text already; the driver's own way would make it a JSON string a second time. */
const json = {
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
}

/** The Postgres behind DATABASE_URL, reading and writing JSON as PGlite does. */
export function openOwnPostgres(url: string): PostgresConnection {
  return createPostgresConnection({
    url,
    postgresOptions: {
      types: { json: { ...json, to: 114, from: [114] }, jsonb: { ...json, to: 3802, from: [3802] } },
    },
  })
}
