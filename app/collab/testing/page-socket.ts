import WebSocket from 'ws'

/**
 * A websocket that behaves as in a browser when it is closed before it has opened: it reports nothing. That of `ws` emits an
 * error, which would end the process because the provider no longer listens.
 */
export class PageSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address)
    this.on('error', () => {})
  }
}
