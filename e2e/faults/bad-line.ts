import type WebSocket from 'ws'
import { PageSocket } from '#app/collab/testing/page-socket.ts'
import { openFrame, FRAME, SYNC } from '#app/collab/server/frames.ts'
import * as decoding from 'lib0/decoding'

/** How bad a line is: shares of messages, 0 to 1. */
export type Weather = { drops: number; late: number; twice: number }

/** Numbers from a seed, 0 to 1, the same ones each time (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Line = {
  /** To be used in place of a websocket. */
  readonly Socket: typeof WebSocket
  readonly counts: { dropped: number; late: number; twice: number }
  /** From now on the line is good; what it held back is lost with the connection it was held on. */
  clear(): void
}

/**
 * A line that breaks, holds messages back past later ones, and repeats them, in both directions. A stream loses nothing
 * without breaking, so a message is lost together with the connection and with all that was under way on it.
 * The handshake stays in order; whatever changes the text does not.
 */
export function badLine(seed: number, weather: Weather): Line {
  const roll = dice(seed)
  const counts = { dropped: 0, late: 0, twice: 0 }
  const open = new Set<WebSocket>()
  let bad = true

  /** Passes one message on: now, twice, late or never. */
  function pass(socket: WebSocket, data: Uint8Array, on: () => void) {
    if (!bad || !changesText(data)) return on()
    if (roll() < weather.drops) {
      counts.dropped += 1
      return socket.terminate()
    }
    if (roll() < weather.twice) {
      counts.twice += 1
      on()
    }
    if (roll() >= weather.late) return on()
    counts.late += 1
    setTimeout(() => socket.readyState === socket.OPEN && on(), roll() * 60)
  }

  class Socket extends PageSocket {
    constructor(url: string) {
      super(url)
      open.add(this)
      this.on('close', () => open.delete(this))
    }

    override send(data: Uint8Array) {
      const bytes = Uint8Array.from(data)
      pass(this, bytes, () => this.readyState === this.OPEN && super.send(bytes))
    }

    override emit(event: string | symbol, ...rest: unknown[]): boolean {
      if (event !== 'message') return super.emit(event, ...rest)
      pass(this, new Uint8Array(rest[0] as ArrayBuffer), () => super.emit(event, ...rest))
      return true
    }
  }

  return {
    Socket: Socket as unknown as typeof WebSocket,
    counts,
    clear() {
      bad = false
      for (const socket of open) socket.terminate()
    },
  }
}

/** Whether a message is an update: those come and go in any order. */
function changesText(data: Uint8Array): boolean {
  if (data.length < 2) return false
  const { type, decoder } = openFrame(data)
  return type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.update
}
