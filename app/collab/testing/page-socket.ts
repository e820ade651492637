import WebSocket from 'ws'

/**
 * A websocket as pages have it: closed before it opened, it says nothing. The one of `ws` then emits an error, and the
 * provider, which has stopped listening by that time, would let it end the whole process.
 */
export class PageSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address)
    this.on('error', () => {})
  }
}
