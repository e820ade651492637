import type WebSocket from 'ws'
import { PageSocket } from './page-socket.ts'

/** How a connection behaves while `wild`: shared by all sockets of a test, so that it can be calmed for all at once. */
export type Weather = { wild: boolean; random(): number; sockets: Set<WebSocket> }

/** A websocket whose messages are late, twice, or out of order in bad weather, and which breaks off now and then. */
export function unsteady(weather: Weather) {
  return class UnsteadySocket extends PageSocket {
    #sent = 0

    constructor(address: string) {
      super(address)
      weather.sockets.add(this)
      this.on('close', () => weather.sockets.delete(this))
    }

    override send(data: never) {
      this.#sent += 1
      // The ticket goes first whatever the weather: without it there is nothing to test.
      if (!weather.wild || this.#sent === 1) return super.send(data)
      if (weather.random() < 0.01) return this.terminate()
      const times = weather.random() < 0.1 ? 2 : 1
      for (let i = 0; i < times; i += 1) {
        setTimeout(() => this.readyState === this.OPEN && super.send(data), weather.random() * 40)
      }
    }

    override addEventListener(...[type, listener]: Parameters<WebSocket['addEventListener']>) {
      if (type !== 'message') return super.addEventListener(type, listener as never)
      const hear = listener as (event: unknown) => void
      super.addEventListener('message', (event) => {
        if (!weather.wild) return hear(event)
        const times = weather.random() < 0.1 ? 2 : 1
        for (let i = 0; i < times; i += 1) {
          // Nothing comes out of a line that is dead.
          setTimeout(() => this.readyState === this.OPEN && hear(event), weather.random() * 40)
        }
      })
    }
  }
}
