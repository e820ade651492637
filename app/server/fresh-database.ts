import { join } from 'node:path'
import { App, type Connection } from '@supabase/lite'
import { applyPendingMigrations } from '@supabase/lite/cli'

const root = join(import.meta.dirname, '..', '..')

/**
 * Gives an empty database the roles, the auth schema and all migrations, the way `embedded-supabase.ts` does at a
 * first start, but serves nothing: for the policy scenes and for `npm run db:types`. `from` is the folder with
 * `supabase/migrations`, which lite looks for in the working directory.
 */
export async function raiseSchema(connection: Connection, from = root) {
  process.chdir(from)
  await connection.exec(`do $$ begin
    if to_regrole('anon') is null then create role anon nologin; end if;
    if to_regrole('authenticated') is null then create role authenticated nologin; end if;
    if to_regrole('service_role') is null then create role service_role nologin bypassrls; end if;
    grant anon, authenticated, service_role to current_user;
  end $$`)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      enable_signup: false,
      site_url: 'http://127.0.0.1',
      jwt_secret: 'a-secret-that-opens-nothing-since-nobody-is-served',
      publishable_key: 'sb_publishable_unserved',
      secret_key: 'sb_secret_unserved',
    },
    options: { server: { disableStudio: true, admin: false } },
  })
  await app.ensureSystemSchema()
  await app.init()
  await applyPendingMigrations(app)
}
