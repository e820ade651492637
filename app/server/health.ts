import { Router } from 'express'
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
      const { data, error } = await serviceDb()
        .rpc('migrations_applied')
        .abortSignal(AbortSignal.timeout(3_000))
      if (error) throw new Error(error.message)
      const ready = data >= ownMigrations.length
      res.status(ready ? 200 : 503).json({ ready, database: true, migrations: ready, ...redis })
    } catch {
      res.status(503).json({ ready: false, database: false, migrations: false, ...redis })
    }
  })
  return router
}
