import type WebSocket from 'ws'
import { PageSocket } from './page-socket.ts'

/** How a connection behaves while `wild`: shared by all sockets of a test, so that it can be calmed for all at once. */
export type NetworkConditions = { unreliable: boolean; random(): number; sockets: Set<WebSocket> }

/** A websocket whose messages are late, twice, or out of order in bad network, and which breaks off now and then. */
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
      // The ticket goes first whatever the network: without it there is nothing to test.
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
          // Nothing comes out of a line that is dead.
          setTimeout(() => this.readyState === this.OPEN && hear(event), network.random() * 40)
        }
      })
    }
  }
}
