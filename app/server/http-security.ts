import type { NextFunction, Request, Response } from 'express'
import { appUrl } from '#app/platform/env.server.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'

/** Headers of every page. Scripts run by nonce only; private pages are kept by no cache. */
export function securityHeaders({ development }: { development: boolean }) {
  return (_req: Request, res: Response, next: NextFunction) => {
    const nonce = `'nonce-${res.locals.nonce}'`
    const secure = appUrl().startsWith('https:')
    const policy = [
      "default-src 'self'",
      `script-src 'self' ${nonce}${development ? " 'unsafe-eval'" : ''}`,
      // Editors place carets and columns by style attributes; no script can hide in one.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ${socketOrigin()}${development ? ' ws: http:' : ''}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      ...(secure ? ['upgrade-insecure-requests'] : []),
    ].join('; ')
    res.setHeader('Content-Security-Policy', policy)
    res.setHeader('X-Frame-Options', 'DENY')
    res.setHeader('Referrer-Policy', 'same-origin')
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()')
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    res.setHeader('Cache-Control', 'private, no-store')
    res.vary('Cookie')
    if (secure) res.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    next()
  }
}

/** Writes must come from our own pages: the browser says where a request was made, and a foreign origin is refused. */
export function refuseForeignWrites(req: Request, res: Response, next: NextFunction) {
  if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS') return next()
  if (isOwnOrigin(req.headers)) return next()
  const t = wordsOf('shell')
  res
    .status(403)
    .type('text/plain')
    .send(`${t('errors.foreign.title')}. ${t('errors.foreign.text')}`)
}

/** An address with a NUL in it: no page has one, and the database could not even be asked. Answered like any that is not there. */
export function refuseUnfitAddresses(req: Request, _res: Response, next: NextFunction) {
  const unfit = req.originalUrl.includes('%00')
  next(unfit ? Object.assign(new Error('an address with a NUL in it'), { status: 404 }) : undefined)
}

type Headers = {
  origin?: string | undefined
  host?: string | undefined
  'sec-fetch-site'?: string | string[] | undefined
}

/**
 * Whether a browser made this request from one of our own pages. `Origin` must be the portal's address or the host
 * asked; without it only `Sec-Fetch-Site` can vouch. Tools that send neither are no browser and carry no ambient cookie.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  if (origin === new URL(appUrl()).origin) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    return false
  }
}

function socketOrigin() {
  return new URL(appUrl()).origin.replace(/^http/, 'ws')
}
