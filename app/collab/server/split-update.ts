import * as encoding from 'lib0/encoding'
import type { ReadUpdate, Struct } from './update-structs.ts'

/** Applying this many structs takes some ten milliseconds. */
const MOST_STRUCTS = 5_000

type Range = { from: number; to: number }

/**
 * Splits a large update into parts that can be applied one after the other, in separate turns of the event loop. Each struct
 * comes after all structs that it refers to, so that no part waits for another one; deletions come last. Returns the whole
 * update as one part when it is small enough, or when structs of two clients refer to each other in a circle.
 */
export function splitUpdate(update: Uint8Array, read: ReadUpdate, most = MOST_STRUCTS): Uint8Array[] {
  if (read.structs <= most) return [update]
  const parts: Uint8Array[] = []
  const next = new Map<number, number>()
  let part = new Map<number, Range>()
  let count = 0

  function take(client: number) {
    const at = next.get(client) ?? 0
    next.set(client, at + 1)
    const range = part.get(client)
    if (range) range.to = at + 1
    else part.set(client, { from: at, to: at + 1 })
    count += 1
    if (count < most) return
    parts.push(encode(update, read, part))
    part = new Map()
    count = 0
  }

  /** The struct of another client that must come before this one. */
  function needed(struct: Struct): { client: number; clock: number } | null {
    const { originClient, originClock, rightClient, rightClock, parentClient, parentClock } = struct
    for (const [client, clock] of [
      [originClient, originClock],
      [rightClient, rightClock],
      [parentClient, parentClock],
    ] as const) {
      if (client === -1 || client === struct.client) continue
      const structs = read.clients.get(client)
      const first = structs?.[next.get(client) ?? 0]
      if (first && clock >= first.clock && clock < structs!.at(-1)!.end) return { client, clock }
    }
    return null
  }

  for (const [client, structs] of read.clients) {
    const open = [{ client, clock: structs.at(-1)?.clock ?? -1 }]
    for (let wanted = open.at(-1); wanted; wanted = open.at(-1)) {
      const struct = read.clients.get(wanted.client)![next.get(wanted.client) ?? 0]
      if (!struct || struct.clock > wanted.clock) {
        open.pop()
        continue
      }
      const before = needed(struct)
      if (!before) take(wanted.client)
      else if (open.some((other) => other.client === before.client)) return [update]
      else open.push(before)
    }
  }
  parts.push(encode(update, read, part, true))
  return parts
}

function encode(update: Uint8Array, read: ReadUpdate, part: Map<number, Range>, last = false): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, part.size)
  for (const [client, { from, to }] of part) {
    const structs = read.clients.get(client)!
    encoding.writeVarUint(encoder, to - from)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, structs[from]!.clock)
    encoding.writeUint8Array(encoder, update.subarray(structs[from]!.from, structs[to - 1]!.to))
  }
  if (last) encoding.writeUint8Array(encoder, update.subarray(read.deletionsFrom))
  else encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
