import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { createCollab } from '#app/collab/server/index.ts'
import { appUrl, env } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import { warnOfAuthSettings } from './auth-settings.ts'
import { callerOf } from './caller.ts'
import { holdDataDir } from './data-dir.ts'
import { createHttp } from './http.ts'
import { startJobs } from './jobs.ts'
import { keptConnections } from './kept-connections.ts'
import { attemptLimits } from './limits.ts'
import { seedDemoTexts } from './seed-demo.ts'
import { startEmbeddedSupabase } from './supabase-process.ts'

/** How long a sender may take, in ms: for the head of a request, and for all of it. */
const patience = { headersTimeout: 20_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 }
/** How long requests under way may take when the portal stops, and how long before its end the rest goes to the spool, in ms. */
const stopping = { answers: 2_000, reserve: 4_500 }

/** `demo`: the demo alliance is in the database; `letters`: they are read at /dev/mail. */
export type Portal = { url: string; demo: boolean; letters: boolean; stop(): Promise<void> }

/** Starts everything the portal runs, in the order it depends on each other, and returns how to stop it. */
export async function startPortal({ development = false } = {}): Promise<Portal> {
  const release = await holdDataDir(env().DATA_DIR)
  const supabase = env().SUPABASE_URL ? undefined : await startEmbeddedSupabase()
  const demo = supabase ? await seedDemoTexts() : false

  const collab = await createCollab({ callerOf })
  const vite = development ? await viteServer() : undefined
  const limits = await attemptLimits(env().REDIS_URL)
  const app = createHttp({
    build: vite
      ? () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
      : await import(pathToFileURL(resolve('build/server/index.js')).href),
    collab: collab.router,
    whoIsIn: (chapterIds) => Object.fromEntries(collab.whoIsIn(chapterIds)),
    changesSetAside: collab.changesSetAside,
    redisIsConnected: collab.redisIsConnected,
    restoreChapter: collab.restore,
    limits,
    ...(vite && { vite: vite.middlewares }),
  })
  const server = createServer({ ...keptConnections, ...patience }, app)
  server.on('upgrade', collab.handleUpgrade)
  const jobs = startJobs()

  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(env().PORT, env().HOST, listening)
  })

  void warnOfAuthSettings()

  let stopped: Promise<void> | undefined
  const stop = () =>
    (stopped ??= (async () => {
      log.info('stopping')
      const within = env().STOP_WITHIN * 1_000
      const deadline = setTimeout(() => {
        log.error('stopping took too long; what is not stored lies in the spool')
        supabase?.kill()
        process.exit(1)
      }, within)
      await Promise.all([
        jobs.stop(),
        collab.shutdown(within - stopping.reserve),
        answersGiven(server, stopping.answers),
      ])
      server.closeAllConnections()
      limits.close()
      await vite?.close()
      await supabase?.stop()
      await release()
      clearTimeout(deadline)
    })())

  return { url: appUrl(), demo, letters: Boolean(supabase) && !env().SMTP_URL, stop }
}

/** Takes no new connection, and resolves when requests under way are answered, after `ms` at the latest. */
function answersGiven(server: Server, ms: number): Promise<unknown> {
  return Promise.race([once(server.close(), 'close'), pause(ms, undefined, { ref: false })])
}

async function viteServer() {
  const { createServer } = await import('vite')
  return createServer({ server: { middlewareMode: true } })
}
