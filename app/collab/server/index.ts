import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type express from 'express'
import { WebSocketServer, type WebSocket } from 'ws'
import { appUrl, env } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { keepIdFieldsFast } from '../yjs-id-fields.ts'
import { CLOSE, COLLAB_PATH } from '../protocol.ts'
import { ConnectionGateway } from './connection-gateway.ts'
import { startCollabService } from './collab-service.ts'
import { LIMITS, type Limits } from './limits.ts'
import { pendingSockets } from './pending-sockets.ts'
import type { Present } from './presence.ts'
import { collabRouter, type CallerOf } from './router.ts'
import { openSpool } from './spool.ts'
import { supabaseStore, type ChapterStore } from './chapter-store.ts'
import { startThreads, withoutThreads } from './threads.ts'
import { ticketSigner } from './tickets.ts'

export type { CallerOf } from './router.ts'
export type { Present } from './presence.ts'

export type Collab = {
  router: express.Router
  /** For the `upgrade` event of the HTTP server; takes `/collab` and refuses every other path. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Who is in these chapters at the moment. Each person appears once for a chapter. */
  whoIsIn(chapterIds: readonly string[]): Map<string, Present[]>
  /** Restores the text before the last change that would be refused today. The caller checks who may ask for that. */
  restore(chapterId: string, personId: string): Promise<{ kind: 'restored' | 'nothing' | 'gone' }>
  /** Closes all connections and stores what is not stored yet, or spools it. Takes little longer than `deadlineMs`. */
  shutdown(deadlineMs: number): Promise<void>
  /** How many spooled changes the database has refused. They are kept on the disk of this process. */
  changesSetAside(): Promise<number>
  /** Whether Redis, and with it the other processes, can be reached; null where there is no Redis. */
  redisIsConnected(): boolean | null
  stats(): Record<string, unknown>
}

/**
 * Starts the collaboration server. Resolves when everything that an earlier run left in the spool is stored, or when the
 * database could not be reached for that.
 */
export async function createCollab(options: {
  callerOf: CallerOf
  /** For tests: replaces Supabase. Heavy work then runs in this thread. */
  store?: ChapterStore
  limits?: Partial<Limits>
  dataDir?: string
  secret?: string
}): Promise<Collab> {
  keepIdFieldsFast()
  const store = options.store ?? supabaseStore(serviceDb())
  const threads = options.store
    ? withoutThreads(options.store)
    : startThreads({ url: env().SUPABASE_URL!, key: env().SUPABASE_SECRET_KEY! })
  const tickets = ticketSigner(options.secret ?? env().SUPABASE_SECRET_KEY!)
  const limits = { ...LIMITS, ...options.limits }
  const spool = openSpool(join(options.dataDir ?? env().DATA_DIR, 'spool'))
  const processes = await otherProcesses(env().REDIS_URL)
  const service = startCollabService({ store, threads, tickets, limits, spool, processes })
  await service.replaySpool()

  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // Higher than our own limit, which closes with a code that says why. This one only protects memory.
    maxPayload: limits.messageBytes * 2,
  })
  const pending = pendingSockets(limits)
  let closing = false

  function handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed during the upgrade'))
    try {
      if (pathOf(req) !== COLLAB_PATH) return refuse(socket, 404)
      if (!isSameOrigin(req)) return refuse(socket, 403)
      if (closing) return refuse(socket, 503)
      sockets.handleUpgrade(req, socket, head, (ws) => admit(ws, pending.add(ws, socket, head)))
    } catch (error) {
      // An exception in this listener would end the process.
      log.error({ err: error }, 'an upgrade request failed')
      socket.destroy()
    }
  }

  function admit(ws: WebSocket, { admitted }: ReturnType<typeof pending.add>) {
    const gateway = new ConnectionGateway(ws, {
      onAdmitted: admitted,
      cache: service.cache,
      participants: service.participants,
      limits,
      onMark: service.mark,
    })
    gateway.start(service.connect(gateway))
  }

  return {
    router: collabRouter({ ...options, rights: service.rights, tickets, cache: service.cache, threads }),
    handleUpgrade,
    whoIsIn: service.whoIsIn,
    changesSetAside: spool.setAside,
    redisIsConnected: service.redisIsConnected,
    restore: service.restore,
    stats: () => ({ sockets: sockets.clients.size, pending: pending.size(), ...service.stats() }),
    async shutdown(deadlineMs) {
      closing = true
      await service.closeSockets(sockets.clients, CLOSE.goingAway)
      await service.close(deadlineMs)
      await threads.close()
      for (const ws of sockets.clients) ws.terminate()
      sockets.close()
    },
  }
}

/** Connects to the other processes of the portal. The Redis library is loaded only where there is a Redis. */
async function otherProcesses(url: string | undefined) {
  if (!url) return undefined
  const { connectProcesses } = await import('./redis.ts')
  return (documents: Parameters<typeof connectProcesses>[1]) => connectProcesses(url, documents)
}

/** The path as it was sent. It is only compared: a request target from outside may be text that no parser accepts. */
function pathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?', 1)[0]!
}

/** Browsers send the origin of the page that opens a websocket. Other programs send none; they need a ticket as well. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (!headers.origin) return true
  if (headers.origin === new URL(appUrl()).origin) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

function refuse(socket: Duplex, status: number) {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
