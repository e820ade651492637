import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Message types of Hocuspocus 4. */
export const FRAME = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  syncReply: 4,
  stateless: 5,
  close: 7,
  syncStatus: 8,
  ping: 9,
  pong: 10,
} as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

export type Frame = { address: string; type: number; decoder: decoding.Decoder }

/** Reads the address and the type of a frame. Throws on a malformed one. */
export function openFrame(data: Uint8Array): Frame {
  const decoder = decoding.createDecoder(data)
  const address = decoding.readVarString(decoder)
  return { address, type: decoding.readVarUint(decoder), decoder }
}

/** Reads bytes with their length before them. lib0 alone would read beyond the frame into memory that others use. */
export function readBytes(decoder: decoding.Decoder): Uint8Array {
  const bytes = decoding.readVarUint8Array(decoder)
  if (decoder.pos > decoder.arr.length) throw new Error('a message longer than its frame')
  return bytes
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the token and version of an auth message. Hocuspocus would print what it cannot read; this throws. */
export function checkAuthFrame(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder)
  do utf8.decode(readBytes(decoder))
  while (decoding.hasContent(decoder))
}

function frame(address: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, address)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** A sync message: a state vector (step 1), the answer to one (step 2) or an update. */
export function syncFrame(
  address: string,
  kind: (typeof SYNC)[keyof typeof SYNC],
  bytes: Uint8Array,
): Uint8Array {
  return frame(address, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** Tells a provider whether its update was applied. */
export function syncStatusFrame(address: string, applied: boolean): Uint8Array {
  return frame(address, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.syncStatus)
    encoding.writeVarUint(encoder, applied ? 1 : 0)
  })
}

export function statelessFrame(address: string, payload: string): Uint8Array {
  return frame(address, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.stateless)
    encoding.writeVarString(encoder, payload)
  })
}

/** Ends one document of a connection. */
export function closeFrame(address: string, reason: string): Uint8Array {
  return frame(address, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.close)
    encoding.writeVarString(encoder, reason)
  })
}

/** Refuses a document to a connection; a provider calls this "authentication failed". */
export function deniedFrame(address: string, reason: string): Uint8Array {
  return frame(address, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.auth)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, reason)
  })
}

/** The reason of an outgoing "permission denied"; null for every other frame. */
export function deniedReason(data: Uint8Array): { address: string; reason: string } | null {
  const { address, type, decoder } = openFrame(data)
  if (type !== FRAME.auth || decoding.readVarUint(decoder) !== 1) return null
  return { address, reason: decoding.readVarString(decoder) }
}

const frames = new WeakMap<Uint8Array, { address: string; frame: Uint8Array }>()

/** The update message with a large state. Kept, so that it is encoded once for all clients with the same address. */
export function cachedUpdateFrame(address: string, state: Uint8Array): Uint8Array {
  const known = frames.get(state)
  if (known?.address === address) return known.frame
  const frame = syncFrame(address, SYNC.update, state)
  frames.set(state, { address, frame })
  return frame
}
