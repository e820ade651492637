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

/** Thousands of people and devices make a long list, and proxies do not let long headers pass. */
const VECTOR_BYTES = 3_000
/** Compressed snapshots kept at hand, in bytes. */
const KEPT_BYTES = 24 * 1024 * 1024
const RETRY_SECONDS = '2'
/** A database that takes longer is away: said before the client, who waits twice as long, takes the portal for away. */
const WAIT_MS = 8_000

type Asked = { req: express.Request; res: express.Response; inTime: ReturnType<typeof patience>['inTime'] }

/** The wire's own routes: a ticket for the websocket, and the folded text for whoever has no snapshot yet. */
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
  const compressed = compressor()

  function refuse(res: express.Response, status: number, error: TicketRefusal['error']) {
    if (status === 503) res.setHeader('Retry-After', RETRY_SECONDS)
    res.status(status).json({ error } satisfies TicketRefusal)
  }

  /**
   * What the caller may do with a chapter; answers the request itself when that is nothing.
   * `meanwhile` starts what an answer will need once somebody is signed in, before their right is known.
   */
  async function admitted({ req, res, inTime }: Asked, chapterId: string, meanwhile?: () => void) {
    const caller = await inTime(callerOf(req))
    if (!caller) return void refuse(res, 401, 'signed-out')
    meanwhile?.()
    const { personId: person, session } = caller
    const { access, name } = await inTime(rights.of({ person, chapter: chapterId, session }))
    if (!name) return void refuse(res, 401, 'signed-out')
    if (!access) return void refuse(res, 403, 'no-access')
    return { ...caller, access }
  }

  const guarded =
    (answer: (asked: Asked) => Promise<unknown>) => (req: express.Request, res: express.Response) => {
      res.setHeader('Cache-Control', 'private, no-cache')
      const { inTime, stop } = patience(waitMs)
      answer({ req, res, inTime })
        .catch((error: unknown) => {
          log[error instanceof Closed ? 'debug' : 'warn'](
            { err: error, path: req.path },
            'the wire could not answer',
          )
          if (res.headersSent) res.destroy()
          else refuse(res, 503, 'unavailable')
        })
        .finally(stop)
    }

  router.post(
    '/collab/ticket',
    express.json({ limit: '2kb', type: () => true }),
    guarded(async (asked) => {
      const { req, res } = asked
      const body = TicketRequest.safeParse(req.body)
      const chapterId = body.success ? chapterOf(body.data.document) : null
      if (!body.success || !chapterId) return refuse(res, 400, 'bad-request')
      const caller = await admitted(asked, chapterId)
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
    guarded(async (asked) => {
      const { req, res, inTime } = asked
      const chapterId = req.params.chapterId
      if (!isUuid(chapterId)) return refuse(res, 400, 'bad-request')
      let found: ReturnType<Threads['find']> | undefined
      const caller = await admitted(asked, chapterId, () => {
        if (cache.at(chapterId)?.snapshot) return
        found = threads.find(chapterId)
        found.catch(() => undefined)
      })
      if (!caller) return
      res.setHeader('Vary', 'Accept-Encoding, Cookie')
      const snapshot =
        cache.at(chapterId)?.snapshot ?? (await inTime(found ?? threads.find(chapterId))).snapshot
      // One that may hold what no browser can show comes by the websocket, once it is put right.
      if (!snapshot?.clean) return res.status(204).end()
      cache.noteGiven(caller.personId, chapterId, snapshot)
      const encoding = (req.acceptsEncodings('br') || req.acceptsEncodings('gzip') || 'identity') as Encoding
      const etag = `"${snapshot.etag}-${encoding}"`
      res.setHeader('ETag', etag)
      if (snapshot.stateVector.length <= VECTOR_BYTES) {
        res.setHeader(STATE_VECTOR_HEADER, Buffer.from(snapshot.stateVector).toString('base64'))
      }
      if (req.headers['if-none-match']?.split(/,\s*/).includes(etag)) return res.status(304).end()
      const bytes = await compressed(`${chapterId} ${snapshot.etag}`, snapshot.packed, encoding)
      res.setHeader('Content-Type', 'application/octet-stream')
      res.setHeader('Content-Length', bytes.length)
      if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding)
      res.end(bytes)
    }),
  )

  // A body that is not JSON is the caller's mistake, not ours.
  router.use('/collab', ((_error, _req, res, _next) => {
    refuse(res, 400, 'bad-request')
  }) satisfies express.ErrorRequestHandler)
  return router
}

/** How long one request waits in all: what is not there by then is rejected. */
function patience(ms: number) {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  // Nobody may be waiting for anything when it is over.
  over.catch(() => undefined)
  return {
    inTime: <T>(awaited: Promise<T>): Promise<T> => Promise.race([awaited, over]),
    stop: () => clearTimeout(timer),
  }
}

const gzipped = promisify(gzip)

/**
 * A packed snapshot in the encoding somebody asked for: for every browser on https it is served as it is; for others it
 * is packed anew in the thread pool, once for all who ask at the same time, and the latest results are kept.
 */
function compressor() {
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
