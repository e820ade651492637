import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { isUuid } from '../protocol.ts'

/** How long a ticket opens the channel, in milliseconds. */
export const TICKET_MS = 60_000

const Claims = z.object({
  person: z.string().refine(isUuid),
  chapter: z.string().refine(isUuid),
  /** The session it was asked for in: what is opened with it ends when that does. Null where there is none to end. */
  session: z.string().refine(isUuid).nullable(),
  /** Version of the editor's grammar. */
  schema: z.number().int().nonnegative(),
  /** Milliseconds since 1970. */
  expires: z.number(),
})
export type Ticket = z.infer<typeof Claims>

export type TicketSigner = {
  /** Signs a ticket that names a person in a session, a chapter and the version of their editor. */
  issue(claims: Omit<Ticket, 'expires'>): { token: string; expiresAt: Date }
  /** The ticket, or why it is not one. */
  verify(token: unknown): { kind: 'valid'; ticket: Ticket } | { kind: 'forged' } | { kind: 'expired' }
}

/** Tickets signed with a key derived from `secret`; every process with the same secret accepts them. */
export function ticketSigner(secret: string, now: () => number = Date.now): TicketSigner {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'collab ticket v1', 32))
  const sign = (body: string) => createHmac('sha256', key).update(body).digest()
  return {
    issue(claims) {
      const expires = now() + TICKET_MS
      const body = Buffer.from(JSON.stringify({ ...claims, expires })).toString('base64url')
      return { token: `${body}.${sign(body).toString('base64url')}`, expiresAt: new Date(expires) }
    },
    verify(token) {
      if (typeof token !== 'string' || token.length > 1000) return { kind: 'forged' }
      const [body, signature, rest] = token.split('.')
      if (!body || !signature || rest !== undefined) return { kind: 'forged' }
      const given = Buffer.from(signature, 'base64url')
      const right = sign(body)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'forged' }
      const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      if (!claims.success) return { kind: 'forged' }
      return claims.data.expires > now() ? { kind: 'valid', ticket: claims.data } : { kind: 'expired' }
    },
  }
}
