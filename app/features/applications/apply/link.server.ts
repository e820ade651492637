import { createCookie } from '@remix-run/node'
import { z } from 'zod'
import { appUrl } from '#app/platform/env.server.ts'

const Token = z.string().regex(/^[0-9a-f]{48}$/)

const cookie = () =>
  createCookie('gapo-application', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 180 * 86_400,
    secure: appUrl().startsWith('https:'),
  })

/** The link that this browser holds to an application, or null. */
export async function heldLink(request: Request): Promise<string | null> {
  const kept: unknown = await cookie().parse(request.headers.get('Cookie'))
  return Token.safeParse(kept).data ?? null
}

/** The cookie by which this browser keeps a link. */
export const linkCookie = (token: string): Promise<string> => cookie().serialize(token)

/** Whether this could be the token of a link at all. */
export const isToken = (text: string | undefined): text is string => Token.safeParse(text).success
