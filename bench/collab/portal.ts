/** The portal as `npm start` starts it, in a process of its own: embedded Supabase, rights and journal on. */
import { env } from '#app/platform/env.server.ts'
import { buildIfChanged } from '#app/server/build.ts'
import { startPortal } from '#app/server/main.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { answer } from './protocol.ts'
import type { ServerCommands } from './servers.ts'

/** How often pages asked the database as a person; what the portal asks for itself goes by another key. */
let asked = 0
if (process.env.BENCH_COUNT) {
  const ask = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const key = new Headers(init?.headers).get('apikey')
    if (key?.startsWith('sb_publishable_')) asked += 1
    return ask(input, init)
  }
}

if (process.env.BENCH_BUILD) await buildIfChanged()
const portal = await startPortal()

answer<ServerCommands>({
  where: async () => ({
    side: 'portal',
    http: portal.url,
    socket: `${portal.url.replace(/^http/, 'ws')}/collab`,
    schema: EDITOR_VERSION,
    supabase: {
      SUPABASE_URL: env().SUPABASE_URL!,
      SUPABASE_PUBLISHABLE_KEY: env().SUPABASE_PUBLISHABLE_KEY!,
      SUPABASE_SECRET_KEY: env().SUPABASE_SECRET_KEY!,
    },
  }),
  memory: async () => process.memoryUsage(),
  asked: async () => asked,
  stop: async () => {
    await portal.stop()
    setImmediate(() => process.exit(0))
  },
})
