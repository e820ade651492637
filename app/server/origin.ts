import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { z } from 'zod'
import { log } from '#app/platform/log.server.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Origin } from '#app/platform/session.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'

let key: Promise<Buffer> | undefined

/**
 * Says where a visitor comes from, in a way that the database can believe: the digest of their network, and a proof made with a
 * key that only the portal and the database hold. Null when that key cannot be fetched.
 */
export async function originOf(address: string): Promise<Origin | null> {
  try {
    key ??= fetchKey()
    const secret = await key
    const origin = createHmac('sha256', secret).update(networkOf(address)).digest('hex')
    return { origin, proof: createHmac('sha256', secret).update(`origin ${origin}`).digest('hex') }
  } catch (err) {
    key = undefined
    log.warn({ err }, 'the key for origins could not be fetched')
    return null
  }
}

async function fetchKey(): Promise<Buffer> {
  return Buffer.from(await rpc(serviceDb(), 'portal_key', {}, z.string()), 'hex')
}

/** An IPv4 address as it is; of an IPv6 address the first 64 bits, which one connection has to itself. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0]!
  if (isIPv4(plain) || !isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = (part: string) => (part ? part.split(':') : [])
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const all = [...before, ...Array<string>(gap).fill('0'), ...after]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
