import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { logAbsence } from '#app/platform/redis-absence.server.ts'
import type { AttemptKind } from '#app/platform/session.server.ts'

/**
 * Attempts allowed within a window, by network address and by account. `device`: those of a browser that the account knows are
 * counted by themselves, with the account's number, and by nothing else: whatever strangers do, the owner comes in.
 */
const allowed: Record<AttemptKind, { address: number; account: number; seconds: number; device?: true }> = {
  'sign-in': { address: 60, account: 10, seconds: 600, device: true },
  code: { address: 120, account: 10, seconds: 600, device: true },
  // A code counts once: who looks over a shoulder comes second. An account is here account and code.
  'code-used': { address: 10_000, account: 1, seconds: 120 },
  // Each has its own counts: whoever wears out the password leaves the ways by email open.
  'magic-link': { address: 30, account: 5, seconds: 900, device: true },
  recovery: { address: 30, account: 5, seconds: 900, device: true },
  invitation: { address: 120, account: 60, seconds: 3600 },
  'application-change': { address: 600, account: 200, seconds: 3600 },
  // Drawing one of 64 million pixels takes a core for a second or two.
  picture: { address: 300, account: 30, seconds: 3600 },
}

/** Where an attempt comes from: its network address, and the number of the browser when the account knows it. */
export type Origin = { address: string; device?: string | null }

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
    Object.entries(allowed).map(([kind, { address, account, seconds, device }]) => [
      kind,
      {
        byAddress: count(`${kind}:address`, address, seconds),
        byAccount: count(`${kind}:account`, account, seconds),
        byDevice: device ? count(`${kind}:device`, account, seconds) : null,
      },
    ]),
  )
  /** The counter of a known browser and its key; null where the attempt is anybody's. */
  const ofDevice = (kind: AttemptKind, { device }: Origin, account: string) => {
    const { byDevice } = limiters[kind]!
    return device && byDevice ? { byDevice, key: digestOf(`${device} ${account}`) } : null
  }
  return {
    async tooMany(kind: AttemptKind, from: Origin, account: string): Promise<boolean> {
      const { byAddress, byAccount } = limiters[kind]!
      const known = ofDevice(kind, from, account)
      const outcomes = await Promise.allSettled(
        known
          ? [known.byDevice.consume(known.key)]
          : [byAddress.consume(digestOf(networkOf(from.address))), byAccount.consume(digestOf(account))],
      )
      return outcomes.some((outcome) => outcome.status === 'rejected')
    },
    /** Whole institutions sit behind one address: an attempt that succeeded is given back to it. */
    async succeeded(kind: AttemptKind, from: Origin, account: string): Promise<void> {
      const { byAddress, byAccount } = limiters[kind]!
      const known = ofDevice(kind, from, account)
      if (known) return void (await known.byDevice.delete(known.key))
      await Promise.all([
        byAddress.reward(digestOf(networkOf(from.address))),
        byAccount.delete(digestOf(account)),
      ])
    },
    close: () => redis?.disconnect(),
  }
}

async function connect(url: string): Promise<Redis> {
  // Loaded where there is a Redis: the library weighs more than all that is counted.
  const { Redis } = await import('ioredis')
  const client = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  logAbsence(client, 'attempts are counted here alone')
  return client
}

/** Whoever has one address of IPv6 has the whole network of 64 bits: it counts as one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [front = '', back] = address.split('::')
  const before = front.split(':').filter(Boolean)
  const after = back?.split(':').filter(Boolean) ?? []
  const zeros = back === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16))
    .join(':')
}

/** Nobody who looks at the counts learns whose they are. */
function digestOf(text: string): string {
  return createHash('sha256').update(text.trim().toLowerCase()).digest('base64url')
}
