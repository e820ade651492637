/** The portal as `npm start` starts it, in a process of its own: embedded Supabase, rights and journal on. */
import { env } from '#app/platform/env.server.ts'
import { buildIfChanged } from '#app/server/build.ts'
import { startPortal } from '#app/server/main.ts'
import { countCalls } from '#app/server/testing/calls.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { watchEventLoop } from './event-loop.ts'
import { answer } from './protocol.ts'
import type { ServerCommands } from './servers.ts'

const asked = process.env.BENCH_COUNT ? countCalls() : () => 0

if (process.env.BENCH_BUILD) await buildIfChanged()
const portal = await startPortal()

const eventLoopDelay = watchEventLoop()

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
  asked: async () => asked(),
  eventLoopDelay: async () => eventLoopDelay(),
  stop: async () => {
    await portal.stop()
    setImmediate(() => process.exit(0))
  },
})
