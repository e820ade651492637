import { brotliDecompressSync } from 'node:zlib'
import { execFileSync, fork } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import * as Y from 'yjs'
import { DOCUMENT_FIELD } from '#app/collab/protocol.ts'
import type { SupabaseKeys } from '#app/server/keys.ts'
import { demoFolder } from '#app/server/testing/demo-folder.ts'
import { demoPostgres } from '#app/server/testing/demo-postgres.ts'
import { freePort } from '#app/platform/free-port.server.ts'
import type { PortalProcess } from '../portal.ts'

/** The database behind a portal, seen past the portal: what stands there is what was saved. */
export class Database {
  readonly url: string
  readonly keys: SupabaseKeys

  constructor(url: string, dataDir: string) {
    this.url = url
    this.keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as SupabaseKeys
  }

  /** The embedded database of a running portal. */
  static of(portal: PortalProcess): Database {
    return new Database(`http://127.0.0.1:${portOf(pidOf(portal))}`, portal.dataDir)
  }

  async request(path: string, method: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/rest/v1/${path}`, {
      method,
      headers: {
        apikey: this.keys.secret,
        'Content-Type': 'application/json',
        Prefer: 'return=representation',
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text && JSON.parse(text)
  }

  /** Changes rows straight in the database; throws when no row is touched. */
  async change(path: string, fields: Record<string, unknown>): Promise<void> {
    const rows = (await this.request(path, 'PATCH', fields)) as unknown[]
    if (rows.length === 0) throw new Error(`nothing to change at ${path}`)
  }

  /** The chapter as it stands: snapshot and journal replayed in a fresh document. */
  async replay(chapter: string): Promise<Y.Doc> {
    const state = (await this.request('rpc/chapter_state', 'POST', { chapter })) as {
      snapshot: string | null
      updates: string[]
    }
    const doc = new Y.Doc()
    if (state.snapshot) Y.applyUpdateV2(doc, brotliDecompressSync(Buffer.from(state.snapshot, 'base64')))
    for (const update of state.updates) Y.applyUpdate(doc, Buffer.from(update, 'base64'))
    return doc
  }

  async text(chapter: string): Promise<string> {
    return (await this.replay(chapter)).getXmlFragment(DOCUMENT_FIELD).toString()
  }
}

/** The process of a portal's embedded database. */
export function pidOf(portal: PortalProcess): number {
  const pid = portal.databasePid()
  if (!pid) throw new Error('the portal has no database of its own')
  return pid
}

function portOf(pid: number): string {
  const settings = execFileSync('ps', ['eww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  const port = /\bSUPABASE_PORT=(\d+)/.exec(settings)?.[1]
  if (!port) throw new Error('the database does not say at which port it is')
  return port
}

export type LoneDatabase = { database: Database; settings: Record<string, string>; end(): Promise<void> }

/**
 * The embedded database without a portal, for several portals to share, with the demo alliance in it, in a folder of its own.
 * With `over` it stands over the Postgres at `url` instead, and its folder is `dataDir`.
 */
export async function startDatabase(over?: { url: string; dataDir: string }): Promise<LoneDatabase> {
  const dataDir = over?.dataDir ?? (await demoFolder('database'))
  const port = await freePort()
  const child = fork('app/server/embedded-supabase.ts', {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      SUPABASE_PORT: String(port),
      ...(over && { DATABASE_URL: over.url }),
    },
    execArgv: [],
    silent: true,
  })
  let said = ''
  child.stderr?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4_000)))
  child.stdout?.resume()
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error(`the database did not start: ${said}`)))
  })
  const database = new Database(`http://127.0.0.1:${port}`, dataDir)
  return {
    database,
    settings: {
      SUPABASE_URL: database.url,
      SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
      SUPABASE_SECRET_KEY: database.keys.secret,
      // Letters are read at /dev/mail, as with the portal's own database.
      SUPABASE_EMBEDDED: '1',
    },
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          if (!over) rmSync(dataDir, { recursive: true, force: true })
          resolve()
        })
        child.send('end')
      }),
  }
}

export type OwnPostgres = LoneDatabase & { dataDir: string; sql: Sql }

/** The embedded database over a real Postgres, with the demo alliance in it, and a way past both: plain SQL. */
export async function startOwnPostgres(): Promise<OwnPostgres | { missing: string }> {
  const own = await demoPostgres()
  if ('missing' in own) return own
  const { url, dataDir } = own
  const embedded = await startDatabase({ url, dataDir })
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  return {
    ...embedded,
    dataDir,
    sql,
    async end() {
      await sql.end({ timeout: 2 })
      await embedded.end()
      await own.end()
    },
  }
}
