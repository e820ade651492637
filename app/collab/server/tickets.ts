import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { isUuid } from '../protocol.ts'

/** How long a ticket is valid, in milliseconds. */
export const TICKET_MS = 60_000

const Claims = z.object({
  person: z.string().refine(isUuid),
  chapter: z.string().refine(isUuid),
  /** The session in which it was issued. The connection ends with that session. Null where there is none. */
  session: z.string().refine(isUuid).nullable(),
  /** Version of the editor's grammar. */
  schema: z.number().int().nonnegative(),
  /** Milliseconds since 1970. */
  expires: z.number(),
})
export type Ticket = z.infer<typeof Claims>

export type TicketSigner = {
  /** Signs a ticket for a person in a session, a chapter and the version of their editor. */
  issue(claims: Omit<Ticket, 'expires'>): { token: string; expiresAt: Date }
  /** Returns the ticket if its signature is right and it has not expired. */
  verify(token: unknown): { kind: 'valid'; ticket: Ticket } | { kind: 'forged' } | { kind: 'expired' }
}

/** Signs and verifies tickets with a key derived from `secret`. Processes with the same secret accept each other's. */
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
      const expected = sign(body)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'forged' }
      const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      if (!claims.success) return { kind: 'forged' }
      return claims.data.expires > now() ? { kind: 'valid', ticket: claims.data } : { kind: 'expired' }
    },
  }
}
