import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { log } from '#app/platform/log.server.ts'
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
  // Drawing one of 64 million pixels takes a core for a second or two.
  picture: { address: 300, account: 30, seconds: 3600 },
}

/**
 * Counts attempts: in Redis for all processes of the portal together, in this process where there is none or it is away. The
 * answer depends on the counts alone, never on whether an account exists.
 */
export async function attemptLimits(redisUrl?: string) {
  const redis = redisUrl ? await connect(redisUrl) : null
  const count = (keyPrefix: string, points: number, duration: number) => {
    const here = new RateLimiterMemory({ keyPrefix, points, duration })
    if (!redis) return here
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `gapo:attempts:${keyPrefix}`,
      points,
      duration,
      rejectIfRedisNotReady: true,
      insuranceLimiter: here,
    })
  }
  const limiters = Object.fromEntries(
    Object.entries(allowed).map(([kind, { address, account, seconds }]) => [
      kind,
      [count(`${kind}:address`, address, seconds), count(`${kind}:account`, account, seconds)] as const,
    ]),
  )
  return {
    async tooMany(kind: AttemptKind, address: string, account: string): Promise<boolean> {
      const [byAddress, byAccount] = limiters[kind]!
      const outcomes = await Promise.allSettled([
        byAddress.consume(digestOf(address)),
        byAccount.consume(digestOf(account)),
      ])
      return outcomes.some((outcome) => outcome.status === 'rejected')
    },
    /** Whole institutions sit behind one address: an attempt that succeeded is given back to it. */
    async succeeded(kind: AttemptKind, address: string, account: string): Promise<void> {
      const [byAddress, byAccount] = limiters[kind]!
      await Promise.all([byAddress.reward(digestOf(address)), byAccount.delete(digestOf(account))])
    },
    close: () => redis?.disconnect(),
  }
}

async function connect(url: string): Promise<Redis> {
  // Loaded where there is a Redis: the library weighs more than all that is counted.
  const { Redis } = await import('ioredis')
  const client = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  client.on('error', (error) => log.warn({ err: error }, 'redis is away; attempts are counted here alone'))
  return client
}

/** Nobody who looks at the counts learns whose they are. */
function digestOf(text: string): string {
  return createHash('sha256').update(text.trim().toLowerCase()).digest('base64url')
}
