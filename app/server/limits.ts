import { createHash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { AttemptKind } from '#app/platform/session.server.ts'

/** Attempts allowed within a window, by network address and by account. */
const allowed: Record<AttemptKind, { address: number; account: number; seconds: number }> = {
  'sign-in': { address: 60, account: 10, seconds: 600 },
  code: { address: 120, account: 10, seconds: 600 },
  // A code counts once: who looks over a shoulder comes second. An account is here account and code.
  'code-used': { address: 10_000, account: 1, seconds: 120 },
  'magic-link': { address: 30, account: 5, seconds: 900 },
  recovery: { address: 30, account: 5, seconds: 900 },
  invitation: { address: 120, account: 60, seconds: 3600 },
  application: { address: 20, account: 5, seconds: 3600 },
  'application-change': { address: 600, account: 200, seconds: 3600 },
}

/** Counts attempts in this process. The answer depends on the counts alone, never on whether an account exists. */
export function attemptLimits() {
  const limiters = Object.fromEntries(
    Object.entries(allowed).map(([kind, { address, account, seconds }]) => [
      kind,
      [
        new RateLimiterMemory({ keyPrefix: `${kind}:address`, points: address, duration: seconds }),
        new RateLimiterMemory({ keyPrefix: `${kind}:account`, points: account, duration: seconds }),
      ] as const,
    ]),
  )
  const digestOf = (account: string) =>
    createHash('sha256').update(account.trim().toLowerCase()).digest('base64url')
  return {
    async tooMany(kind: AttemptKind, address: string, account: string): Promise<boolean> {
      const [byAddress, byAccount] = limiters[kind]!
      const outcomes = await Promise.allSettled([
        byAddress.consume(address),
        byAccount.consume(digestOf(account)),
      ])
      return outcomes.some((outcome) => outcome.status === 'rejected')
    },
    /** Whole institutions sit behind one address: an attempt that succeeded is given back to it. */
    async succeeded(kind: AttemptKind, address: string, account: string): Promise<void> {
      const [byAddress, byAccount] = limiters[kind]!
      await Promise.all([byAddress.reward(address), byAccount.delete(digestOf(account))])
    },
  }
}
