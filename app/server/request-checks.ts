import type { NextFunction, Request, Response } from 'express'
import { env } from '#app/platform/env.server.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { longestBody } from './body-limits.ts'

/** How long a sender may say nothing in the middle of a body, in ms. */
const quietBody = 30_000

const methods = new Set(['GET', 'HEAD', 'POST'])
/** A name or an address of version 4, or one of version 6 in brackets, and perhaps a port. */
const hostPattern = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/** The path of a request as it was sent: nothing of it is decoded, and whatever stands there does not throw. */
export const pathOf = (req: Request): string => req.originalUrl.split('?', 1)[0]!

/**
 * Refuses what no browser sends, before anything of it is used: other methods than pages take, a target that is no path of
 * ours, a host that is none. Behind a proxy that is trusted its names for host and protocol take the place of the request's own;
 * otherwise they are dropped, so that nobody else can set them.
 */
export function refuseUnfitRequests(req: Request, res: Response, next: NextFunction) {
  const t = wordsOf('shell')
  const refuse = (status: number, text: string) =>
    res.status(status).setHeader('Connection', 'close').type('text/plain').send(text)
  if (!methods.has(req.method)) {
    res.setHeader('Allow', [...methods].join(', '))
    return refuse(405, t('errors.method'))
  }
  const path = pathOf(req)
  if (path.startsWith('//')) return refuse(404, t('errors.notFound.title'))
  if (!path.startsWith('/') || !isEncoded(path)) return refuse(400, t('errors.unfit'))
  takeProxyWord(req)
  const { host } = req.headers
  if (host === undefined || !hostPattern.test(host) || !URL.canParse(`http://${host}`))
    return refuse(400, t('errors.unfit'))
  next()
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function takeProxyWord({ headers }: Request) {
  const said = (name: 'x-forwarded-host' | 'x-forwarded-proto') => {
    const value = String(headers[name] ?? '')
      .split(',', 1)[0]!
      .trim()
    return env().TRUST_PROXY ? value : ''
  }
  const [host, protocol] = [said('x-forwarded-host'), said('x-forwarded-proto')]
  delete headers['x-forwarded-host']
  delete headers['x-forwarded-proto']
  if (host) headers.host = host
  if (protocol === 'http' || protocol === 'https') headers['x-forwarded-proto'] = protocol
}

/**
 * A form whose page has another host than the request: the proxy in front of the portal does not pass `Host`. The foreign
 * origins were refused before.
 */
export function refuseOtherHosts(req: Request, res: Response, next: NextFunction) {
  const { origin, host } = req.headers
  if (req.method !== 'POST' || origin === undefined || new URL(origin).host === host) return next()
  res.status(403).type('text/plain').send(wordsOf('shell')('errors.otherHost'))
}

/**
 * Refuses a body that is too long for its path, or that does not say how long it is, before anything of it is kept; and lets
 * go of who stops sending in the middle of one.
 */
export function refuseLongBodies(req: Request, res: Response, next: NextFunction) {
  const t = wordsOf('shell')
  const refuse = (status: number, text: string) =>
    res.status(status).setHeader('Connection', 'close').type('text/plain').send(text)
  if (req.headers['transfer-encoding'] !== undefined) return refuse(411, t('errors.lengthless'))
  const length = Number(req.headers['content-length'] ?? 0)
  if (length > longestBody(pathOf(req), req.headers['content-type'])) return refuse(413, t('errors.tooLong'))
  if (length > 0) {
    req.setTimeout(quietBody)
    req.once('end', () => req.setTimeout(0))
  }
  next()
}

/** Only programs on the same machine ask for the portal under these names: no page of another site can. */
export function refuseUnlessLoopback(req: Request, res: Response, next: NextFunction) {
  const name = URL.parse(`http://${req.headers.host}`)?.hostname ?? ''
  if (name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)) return next()
  res.status(403).type('text/plain').send(wordsOf('shell')('errors.loopback'))
}
