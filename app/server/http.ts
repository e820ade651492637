import { randomBytes, randomUUID } from 'node:crypto'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import { appUrl, env } from '#app/platform/env.server.ts'
import { log, loggedPath } from '#app/platform/log.server.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { presenceFor, type RequestContext, whoIsAsking } from '#app/platform/session.server.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'
import { refuseForeignWrites, refuseUnfitAddresses, securityHeaders } from './http-security.ts'
import { bounceRoute } from './bounces.ts'
import { healthRoutes } from './health.ts'
import { knownDevices } from './known-devices.ts'
import type { attemptLimits } from './limits.ts'
import { devMail } from './dev-mail.ts'
import { originOf } from './origin.ts'
import {
  pathOf,
  refuseLongBodies,
  refuseOtherHosts,
  refuseUnfitRequests,
  refuseUnlessLoopback,
} from './request-checks.ts'

export type Parts = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** The routes of the collaboration server (`/collab/…`). */
  collab: express.Router
  whoIsIn: RequestContext['whoIsIn']
  changesSetAside: RequestContext['changesSetAside']
  /** Null where there is none. */
  redisIsConnected?: () => boolean | null
  restoreChapter: RequestContext['restoreChapter']
  limits: Awaited<ReturnType<typeof attemptLimits>>
  /** Vite's middleware, in development only. */
  vite?: express.Handler
}

/** Composes the portal's HTTP side: what every answer gets, in the order of processing. */
export function createHttp(parts: Parts): Express {
  const { build, collab, whoIsIn, changesSetAside, restoreChapter, redisIsConnected, limits, vite } = parts
  const app = express()
  const development = Boolean(vite)
  const devices = knownDevices(env().SUPABASE_SECRET_KEY!)
  const secure = appUrl().startsWith('https:')
  app.disable('x-powered-by')
  app.set('trust proxy', env().TRUST_PROXY ? 1 : false)

  app.use(identify)
  app.use(refuseUnfitRequests)
  app.use(healthRoutes(redisIsConnected))
  app.use(
    compression({ filter: (req, res) => !req.path.startsWith('/collab/') && compression.filter(req, res) }),
  )
  if (vite) app.use(vite)
  else
    app.use(
      '/assets',
      express.static('build/client/assets', { immutable: true, maxAge: '1y', fallthrough: false }),
    )
  app.use(
    express.static(development ? 'public' : 'build/client', {
      maxAge: '1h',
      index: false,
      setHeaders: serviceWorkerScope,
    }),
  )
  app.use(securityHeaders({ development }))
  const { MAIL_WEBHOOK_SECRET } = env()
  if (MAIL_WEBHOOK_SECRET) app.use('/mail/bounces', bounceRoute(MAIL_WEBHOOK_SECRET))
  app.use(refuseForeignWrites)
  app.use(refuseUnfitAddresses)
  app.use(collab)
  app.use(refuseLongBodies)
  if (env().SUPABASE_EMBEDDED && !env().SMTP_URL) app.use('/dev/mail', refuseUnlessLoopback, devMail())

  app.use(refuseOtherHosts)
  app.use(letRoutesSay)
  app.all(
    '*',
    createRequestHandler({
      build,
      mode: development ? 'development' : 'production',
      getLoadContext: async (req, res): Promise<RequestContext> => {
        const cookies = req.headers.cookie ?? ''
        const db = dbForRequest(cookies, (cookie) => res.append('Set-Cookie', cookie))
        const caller = await whoIsAsking(db)
        // Whom the page is for: what a browser keeps of it belongs to that person (public/service-worker.js).
        res.set('Portal-Person', caller?.person?.id ?? 'nobody')
        const remembered = caller?.person && devices.remember(cookies, caller.person, secure)
        if (remembered) res.append('Set-Cookie', remembered)
        const origin = (account: string) => ({
          address: req.ip ?? '',
          device: devices.idFor(cookies, account),
        })
        return {
          db,
          person: caller?.person ?? null,
          codeNeeded: caller?.codeNeeded ?? null,
          nonce: res.locals.nonce,
          requestId: res.locals.requestId,
          embedded: env().SUPABASE_EMBEDDED && !env().SMTP_URL,
          whoIsIn: presenceFor(caller?.person ?? null, whoIsIn),
          changesSetAside,
          restoreChapter,
          tooMany: (kind, account) => limits.tooMany(kind, origin(account), account),
          attemptSucceeded: (kind, account) => limits.succeeded(kind, origin(account), account),
          origin: () => originOf(req.ip ?? ''),
        }
      },
    }),
  )
  app.use(lastResort)
  return app
}

/** Gives the request a number, and writes one line when it is answered. */
function identify(req: Request, res: Response, next: NextFunction) {
  const started = performance.now()
  res.locals.requestId = randomUUID()
  res.locals.nonce = randomBytes(18).toString('base64')
  res.setHeader('X-Request-Id', res.locals.requestId)
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.on('finish', () => {
    const level = res.statusCode >= 500 ? 'error' : 'debug'
    const ms = Math.round(performance.now() - started)
    const path = loggedPath(pathOf(req))
    log[level](
      { requestId: res.locals.requestId, method: req.method, path, status: res.statusCode, ms },
      'request',
    )
  })
  next()
}

/** Remix adds a route's headers to those of every answer; what a route says of its own answer takes their place. */
function letRoutesSay(_req: Request, res: Response, next: NextFunction) {
  const append = res.append.bind(res)
  res.append = (name, value) =>
    /^(set-cookie|vary)$/i.test(name) ? append(name, value) : res.set(name, value)
  next()
}

function serviceWorkerScope(res: Response, path: string) {
  if (path.endsWith('service-worker.js')) res.setHeader('Cache-Control', 'no-cache')
}

/** Whatever nobody caught: a truthful status, a number to quote, no stack trace. */
function lastResort(error: Error & { status?: number }, req: Request, res: Response, _next: NextFunction) {
  const status = error.status && error.status < 500 ? error.status : 503
  log[status === 503 ? 'error' : 'debug'](
    {
      requestId: res.locals.requestId,
      path: loggedPath(pathOf(req)),
      error: error.message,
      stack: error.stack,
    },
    'request failed',
  )
  if (res.headersSent) return res.end()
  const text =
    status === 503
      ? wordsOf('shell')('errors.away.text')
      : status === 400
        ? wordsOf('shell')('errors.unfit')
        : wordsOf('shell')('errors.notFound.title')
  res.status(status).setHeader('Cache-Control', 'no-store')
  if (status === 503) res.setHeader('Retry-After', '5')
  res.type('html').send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>${status}</title>
<body style="font-family:Georgia,serif;max-width:34rem;margin:4rem auto;padding:0 1rem;line-height:1.6">
<h1 style="font-size:1.4rem">${text}</h1><p>${res.locals.requestId}</p></body></html>`)
}
