import { Router } from 'express'
import { z } from 'zod'
import { rpc } from '#app/platform/rpc.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { ownMigrations } from './migrations.ts'

/**
 * `/healthz`: the process lives. `/readyz`: the database answers and has every migration. Never personal data. Where there
 * is a Redis it says whether that answers: without it a process is ready all the same, and serves alone.
 */
export function healthRoutes(redisIsConnected: () => boolean | null = () => null): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    res.json({ alive: true })
  })
  router.get('/readyz', async (_req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    const isConnected = redisIsConnected()
    const redis = isConnected === null ? {} : { redis: isConnected }
    try {
      const signal = AbortSignal.timeout(3_000)
      const applied = await rpc(serviceDb(), 'migrations_applied', {}, z.number(), { signal })
      const ready = applied >= ownMigrations.length
      res.status(ready ? 200 : 503).json({ ready, database: true, migrations: ready, ...redis })
    } catch {
      res.status(503).json({ ready: false, database: false, migrations: false, ...redis })
    }
  })
  return router
}
