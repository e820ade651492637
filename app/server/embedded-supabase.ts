/**
 * Supabase in a process of its own: the official `@supabase/lite` over PGlite (files in DATA_DIR), or over a real
 * Postgres when DATABASE_URL is set. Started by `supabase-process.ts`; says `ready` over the IPC channel, or `refused` and why,
 * and ends when that channel closes, so that a killed portal never leaves a database behind.
 */
import { getPriority, setPriority } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { App } from '@supabase/lite'
import { applyPendingMigrations } from '@supabase/lite/cli'
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite'
import { appUrl, env } from '#app/platform/env.server.ts'
import { takeOverDatabase } from './data-dir.ts'
import { demoSql } from './demo/seed-files.ts'
import { keptConnections } from './kept-connections.ts'
import { supabaseKeys } from './keys.ts'
import { keepGrants, sayWhoAsksAtOnce } from './lite-shortcuts.ts'
import { madeByAnotherVersion, unknownMigrations } from './migrations.ts'
import { takeTurns } from './one-session.ts'
import { openOwnPostgres } from './own-postgres.ts'
import { keepSwept } from './sweep.ts'
import { guardAuth } from './auth-guard.ts'
import { sendAuthEmail } from './auth-emails.ts'

standBack()
const { DATA_DIR, DATABASE_URL } = env()
// A portal that is killed while we start takes us with it.
const orphaned = () => process.exit(1)
process.on('disconnect', orphaned)
if (!DATABASE_URL) await takeOverDatabase(DATA_DIR)
const keys = supabaseKeys(DATA_DIR)
const port = Number(process.env.SUPABASE_PORT ?? 0)

const connection = DATABASE_URL
  ? openOwnPostgres(DATABASE_URL)
  : await createPgliteConnection({ url: join(DATA_DIR, 'database') })
if (!DATABASE_URL) takeTurns(connection as PgliteConnection)

const unknown = await unknownMigrations(connection)
if (unknown.length) await refuse(madeByAnotherVersion(unknown, DATABASE_URL ? {} : { dataDir: DATA_DIR }))

await connection.exec(`do $$ begin
  if to_regrole('anon') is null then create role anon nologin; end if;
  if to_regrole('authenticated') is null then create role authenticated nologin; end if;
  if to_regrole('service_role') is null then create role service_role nologin bypassrls; end if;
  grant anon, authenticated, service_role to current_user;
end $$`)

const letter = (name: string) => join(process.cwd(), 'supabase', 'templates', `${name}.html`)
const app = new App({
  connection,
  auth: {
    enabled: true,
    site_url: appUrl(),
    jwt_secret: keys.jwt,
    jwt_expiry: 3600,
    publishable_key: keys.publishable,
    secret_key: keys.secret,
    enable_signup: false,
    minimum_password_length: 10,
    email: {
      enable_signup: true,
      enable_confirmations: true,
      double_confirm_changes: false,
      otp_expiry: 3600,
      template: {
        magic_link: { subject: 'Your sign-in link', content_path: letter('magic_link') },
        recovery: { subject: 'Choose a new password', content_path: letter('recovery') },
        email_change: { subject: 'Confirm your new address', content_path: letter('email_change') },
        confirmation: { subject: 'Confirm your address', content_path: letter('confirmation') },
      },
    },
  },
  options: {
    drivers: { email: { send: (message) => sendAuthEmail(connection, message) } },
    server: { disableStudio: true, admin: false },
  },
})
keepGrants(connection)
await app.ensureSystemSchema()
await app.init()
await applyPendingMigrations(app)
if (!DATABASE_URL) await loadDemoAlliance()
sayWhoAsksAtOnce(connection)

const server = serve(
  {
    fetch: guardAuth((request) => app.fetch(request, { peerAddress: null })),
    port,
    hostname: '127.0.0.1',
    serverOptions: keptConnections,
  },
  (at) => process.send?.({ type: 'ready', port: at.port }),
)

/** A new database of our own starts with the demo alliance; a database that was handed to us stays as it is. */
async function loadDemoAlliance() {
  const { rows } = await connection.exec<{ rows: { empty: boolean }[] }>(
    'select not exists (select 1 from public.institutions) as empty',
  )
  if (rows[0]?.empty) await (connection as PgliteConnection).driver.exec(demoSql())
}

if (!DATABASE_URL) keepSwept(connection as PgliteConnection)

let ending = false
async function end() {
  if (ending) return
  ending = true
  server.close()
  await connection.close()
  process.exit(0)
}
process.off('disconnect', orphaned)
process.on('disconnect', end)
process.on('SIGTERM', end)
// Ctrl-C reaches the whole group; the portal still needs the database to store what is in flight and ends us afterwards.
process.on('SIGINT', () => {})
process.on('message', (message) => {
  if (message === 'end') void end()
})

/** Ends before anything was changed; the portal does not start again what would end the same way. */
async function refuse(reason: string): Promise<never> {
  await connection.close()
  await new Promise((sent) => process.send?.({ type: 'refused', reason }, sent))
  process.exit(1)
}

/** On a small machine the processor goes to keystrokes first: what is stored may come a moment later. */
function standBack() {
  try {
    setPriority(Math.min(19, getPriority() + 5))
  } catch {
    // Not every system lets a process do that; then it shares as it is given.
  }
}
