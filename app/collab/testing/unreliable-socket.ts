import type WebSocket from 'ws'
import { PageSocket } from './page-socket.ts'

/** Shared by all sockets of a test, so that `unreliable` switches all of them at once. */
export type NetworkConditions = { unreliable: boolean; random(): number; sockets: Set<WebSocket> }

/** A websocket that delays, repeats and reorders messages and sometimes breaks off while the network is unreliable. */
export function unreliable(network: NetworkConditions) {
  return class UnreliableSocket extends PageSocket {
    #sent = 0

    constructor(address: string) {
      super(address)
      network.sockets.add(this)
      this.on('close', () => network.sockets.delete(this))
    }

    override send(data: never) {
      this.#sent += 1
      // The first message carries the ticket, without which nothing else is tested.
      if (!network.unreliable || this.#sent === 1) return super.send(data)
      if (network.random() < 0.01) return this.terminate()
      const times = network.random() < 0.1 ? 2 : 1
      for (let i = 0; i < times; i += 1) {
        setTimeout(() => this.readyState === this.OPEN && super.send(data), network.random() * 40)
      }
    }

    override addEventListener(...[type, listener]: Parameters<WebSocket['addEventListener']>) {
      if (type !== 'message') return super.addEventListener(type, listener as never)
      const hear = listener as (event: unknown) => void
      super.addEventListener('message', (event) => {
        if (!network.unreliable) return hear(event)
        const times = network.random() < 0.1 ? 2 : 1
        for (let i = 0; i < times; i += 1) {
          // A closed connection delivers nothing.
          setTimeout(() => this.readyState === this.OPEN && hear(event), network.random() * 40)
        }
      })
    }
  }
}
