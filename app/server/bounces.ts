import { createHash, timingSafeEqual } from 'node:crypto'
import express, { Router, type NextFunction, type Request, type Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { log } from '#app/platform/log.server.ts'
import { DatabaseFault, rpc } from '#app/platform/rpc.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { asyncHandler } from './async-handler.ts'

/** What a mail system reports about a bounced email: which email, or by its Message-ID, or only which address. */
const Bounce = z
  .object({
    letter: z.uuid().optional(),
    /** As the portal set it: `<uuid@domain>`, with or without the brackets. */
    messageId: z
      .string()
      .max(320)
      .transform((id) => /^<?([0-9a-f-]{36})@[^@<>\s]+>?$/i.exec(id.trim())?.[1])
      .pipe(z.uuid())
      .optional(),
    recipient: z.email().max(254).optional(),
    /** `hard`: there is no way to this address; `soft`: not just now. */
    kind: z.enum(['hard', 'soft']),
    reason: z.string().max(2000).default(''),
  })
  .refine(({ letter, messageId, recipient }) => letter ?? messageId ?? recipient)

/** In a minute from one network address, counted in this process (the secret is what keeps strangers out): notices that were let in, and attempts with a wrong secret. */
const allowed = { notices: 1200, attempts: 20 }

/**
 * `POST /mail/bounces`: the mail system reports bounced emails, with the secret as a bearer token. It is no page: no
 * cookie counts here, so it is the one write that may come from anywhere. Whoever has the secret learns nothing from the
 * answers, whether or not the email is known.
 */
export function bounceRoute(secret: string): Router {
  const router = Router()
  const notices = new RateLimiterMemory({ keyPrefix: 'bounces', points: allowed.notices, duration: 60 })
  const attempts = new RateLimiterMemory({
    keyPrefix: 'bounces:wrong',
    points: allowed.attempts,
    duration: 60,
  })

  async function letIn(req: Request, res: Response, next: NextFunction) {
    const right = isRight(req.headers.authorization, secret)
    const within = await (right ? notices : attempts).consume(req.ip ?? '').then(
      () => true,
      () => false,
    )
    if (!within) return res.setHeader('Retry-After', '60').status(429).end()
    if (!right) return res.status(401).end()
    next()
  }

  async function take(req: Request, res: Response) {
    const told = Bounce.safeParse(req.body)
    if (!told.success) return res.status(400).end()
    const { letter, messageId, recipient, kind, reason } = told.data
    const noted = {
      letter: letter ?? messageId ?? null,
      recipient: recipient ?? null,
      kind,
      reason: reason.replaceAll('\0', ''),
    }
    try {
      await rpc(serviceDb(), 'note_bounce', noted, z.unknown())
    } catch (fault) {
      if (!(fault instanceof DatabaseFault)) throw fault
      log.error({ requestId: res.locals.requestId, error: fault.message }, 'a returned letter was not noted')
      return res.setHeader('Retry-After', '60').status(503).end()
    }
    return res.status(204).end()
  }

  router.post(
    '/',
    asyncHandler(letIn),
    express.json({ limit: '32kb', type: () => true }),
    unreadable,
    asyncHandler(take),
  )
  return router
}

/** Compared by digest, in the same time wherever the two differ. */
function isRight(authorization: string | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${secret}`))
}

/** A body that is no JSON, or far too long. */
function unreadable(error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) {
  res.status(error.status ?? 400).end()
}
