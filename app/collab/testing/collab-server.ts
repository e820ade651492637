import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createCollab, type Collab } from '../server/index.ts'

/** Names the caller in tests, in place of a cookie: the person, and after a blank the session if there is one. */
export const CALLER = 'x-caller'

export type CollabServer = { url: string; collab: Collab; stop(deadlineMs?: number): Promise<void> }

/** The collaboration server alone, with real sockets, over the database that the settings of this process name. */
export async function startCollabServer(
  options: Partial<Parameters<typeof createCollab>[0]> & { port?: number } = {},
): Promise<CollabServer> {
  const collab = await createCollab({
    callerOf: async (req) => {
      const [personId, session = null] = String(req.headers[CALLER] ?? '').split(' ')
      return personId ? { personId, session } : null
    },
    ...options,
  })
  const app = express()
  app.use(collab.router)
  const server = createServer(app)
  server.on('upgrade', collab.handleUpgrade)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    collab,
    async stop(deadlineMs = 2_000) {
      server.close()
      await collab.shutdown(deadlineMs)
      server.closeAllConnections()
    },
  }
}
