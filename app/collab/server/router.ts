import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import express from 'express'
import { z } from 'zod'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, isUuid, STATE_VECTOR_HEADER, type TicketRefusal, type TicketReply } from '../protocol.ts'
import { unpack } from './packed-snapshots.ts'
import type { DocumentCache } from './document-cache.ts'
import type { Rights } from './rights.ts'
import { Closed, type Threads } from './threads.ts'
import type { TicketSigner } from './tickets.ts'

type Caller = { personId: string; session: string | null }
/** Who asks, by the session of the request; null when nobody is signed in. */
export type CallerOf = (req: express.Request) => Promise<Caller | null>

const TicketRequest = z.object({ document: z.string(), schema: z.number().int().nonnegative() })
type Encoding = 'br' | 'gzip' | 'identity'

/** A longer state vector is left out: proxies reject long headers. */
const VECTOR_BYTES = 3_000
/** How many bytes of recompressed snapshots are kept. */
const KEPT_BYTES = 24 * 1024 * 1024
const RETRY_SECONDS = '2'
/** The database counts as away after this time. The client waits twice as long before it takes the portal for away. */
const WAIT_MS = 8_000

type Asked = { req: express.Request; res: express.Response; inTime: ReturnType<typeof deadline>['inTime'] }

/** The HTTP routes: a ticket for the websocket, and the snapshot for clients that have no copy of the document. */
export function collabRouter(parts: {
  callerOf: CallerOf
  rights: Rights
  tickets: TicketSigner
  cache: DocumentCache
  threads: Pick<Threads, 'find'>
  waitMs?: number
}): express.Router {
  const { callerOf, rights, tickets, cache, threads, waitMs = WAIT_MS } = parts
  const router = express.Router()
  const inEncoding = recompressor()

  function refuse(res: express.Response, status: number, error: TicketRefusal['error']) {
    if (status === 503) res.setHeader('Retry-After', RETRY_SECONDS)
    res.status(status).json({ error } satisfies TicketRefusal)
  }

  /**
   * The caller with their access to a chapter. Refuses the request, and returns nothing, when they have none. `meanwhile`
   * runs as soon as the caller is known, while the database is asked for their right.
   */
  async function authorized({ req, res, inTime }: Asked, chapterId: string, meanwhile?: () => void) {
    const caller = await inTime(callerOf(req))
    if (!caller) return void refuse(res, 401, 'signed-out')
    meanwhile?.()
    const { personId: person, session } = caller
    const { access, name } = await inTime(rights.of({ person, chapter: chapterId, session }))
    if (!name) return void refuse(res, 401, 'signed-out')
    if (!access) return void refuse(res, 403, 'no-access')
    return { ...caller, access }
  }

  const withDeadline =
    (answer: (asked: Asked) => Promise<unknown>) => (req: express.Request, res: express.Response) => {
      res.setHeader('Cache-Control', 'private, no-cache')
      const { inTime, stop } = deadline(waitMs)
      answer({ req, res, inTime })
        .catch((error: unknown) => {
          log[error instanceof Closed ? 'debug' : 'warn'](
            { err: error, path: req.path },
            'a collab request failed',
          )
          if (res.headersSent) res.destroy()
          else refuse(res, 503, 'unavailable')
        })
        .finally(stop)
    }

  router.post(
    '/collab/ticket',
    express.json({ limit: '2kb', type: () => true }),
    withDeadline(async (asked) => {
      const { req, res } = asked
      const body = TicketRequest.safeParse(req.body)
      const chapterId = body.success ? chapterOf(body.data.document) : null
      if (!body.success || !chapterId) return refuse(res, 400, 'bad-request')
      const caller = await authorized(asked, chapterId)
      if (!caller) return
      if (body.data.schema !== EDITOR_VERSION) return refuse(res, 409, 'editor-too-old')
      const { personId: person, session } = caller
      const { token, expiresAt } = tickets.issue({
        person,
        session,
        chapter: chapterId,
        schema: body.data.schema,
      })
      const etag = cache.at(chapterId)?.snapshot?.etag
      res.json({
        token,
        person,
        access: caller.access,
        expiresAt: expiresAt.toISOString(),
        snapshot: { url: `/collab/snapshot/${chapterId}`, ...(etag && { etag }) },
      } satisfies TicketReply)
    }),
  )

  router.get(
    '/collab/snapshot/:chapterId',
    withDeadline(async (asked) => {
      const { req, res, inTime } = asked
      const chapterId = req.params.chapterId
      if (!isUuid(chapterId)) return refuse(res, 400, 'bad-request')
      let found: ReturnType<Threads['find']> | undefined
      const caller = await authorized(asked, chapterId, () => {
        if (cache.at(chapterId)?.snapshot) return
        found = threads.find(chapterId)
        found.catch(() => undefined)
      })
      if (!caller) return
      res.setHeader('Vary', 'Accept-Encoding, Cookie')
      const snapshot =
        cache.at(chapterId)?.snapshot ?? (await inTime(found ?? threads.find(chapterId))).snapshot
      // A snapshot that may hold what no browser can show is repaired first and sent over the websocket.
      if (!snapshot?.clean) return res.status(204).end()
      cache.noteFetched(caller.personId, chapterId, snapshot)
      const encoding = (req.acceptsEncodings('br') || req.acceptsEncodings('gzip') || 'identity') as Encoding
      const etag = `"${snapshot.etag}-${encoding}"`
      res.setHeader('ETag', etag)
      if (snapshot.stateVector.length <= VECTOR_BYTES) {
        res.setHeader(STATE_VECTOR_HEADER, Buffer.from(snapshot.stateVector).toString('base64'))
      }
      if (req.headers['if-none-match']?.split(/,\s*/).includes(etag)) return res.status(304).end()
      const bytes = await inEncoding(`${chapterId} ${snapshot.etag}`, snapshot.packed, encoding)
      res.setHeader('Content-Type', 'application/octet-stream')
      res.setHeader('Content-Length', bytes.length)
      if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding)
      res.end(bytes)
    }),
  )

  // A body that is not JSON would otherwise be answered with 500.
  router.use('/collab', ((_error, _req, res, _next) => {
    refuse(res, 400, 'bad-request')
  }) satisfies express.ErrorRequestHandler)
  return router
}

/** A time limit for one request: `inTime` rejects when it is over. */
function deadline(ms: number) {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  // Without a waiting call nobody would handle the rejection.
  over.catch(() => undefined)
  return {
    inTime: <T>(awaited: Promise<T>): Promise<T> => Promise.race([awaited, over]),
    stop: () => clearTimeout(timer),
  }
}

const gzipped = promisify(gzip)

/**
 * Returns a packed snapshot in the encoding that a client accepts. Browsers on https accept brotli and get it as it is stored.
 * For other clients it is compressed again in the thread pool, once for concurrent requests, and the latest results are kept.
 */
function recompressor() {
  const kept = new Map<string, Promise<Uint8Array>>()
  const sizes = new Map<string, number>()

  return (key: string, packed: Uint8Array, encoding: Encoding): Promise<Uint8Array> => {
    if (encoding === 'br') return Promise.resolve(packed)
    const name = `${key} ${encoding}`
    const known = kept.get(name)
    kept.delete(name)
    const made = known ?? repack(packed, encoding)
    kept.set(name, made)
    if (known) return known
    made.then(
      (bytes) => {
        sizes.set(name, bytes.length)
        let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
        for (const oldest of kept.keys()) {
          if (total <= KEPT_BYTES || oldest === name) break
          total -= sizes.get(oldest) ?? 0
          kept.delete(oldest)
          sizes.delete(oldest)
        }
      },
      () => kept.delete(name),
    )
    return made
  }
}

async function repack(packed: Uint8Array, encoding: 'gzip' | 'identity'): Promise<Uint8Array> {
  const update = await unpack(packed)
  return encoding === 'gzip' ? gzipped(update, { level: 5 }) : update
}
