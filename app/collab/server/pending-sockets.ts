import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Limits } from './limits.ts'

/**
 * Sockets whose client has not shown a ticket yet: anybody can open them. What they send is counted byte by byte, half-sent
 * frames included, and each has to show its ticket in time. A socket whose first frame announces more than it may send is closed
 * at once. When all of them together become too many or too heavy, the oldest is let go: an honest client shows its ticket at
 * once. A client that is let go comes back with a new ticket.
 */
export function pendingSockets({
  pendingSockets: most,
  pendingBytes,
  pendingBytesTotal,
  pendingMs,
}: Pick<Limits, 'pendingSockets' | 'pendingBytes' | 'pendingBytesTotal' | 'pendingMs'>) {
  /** In the order in which they came. */
  const pending = new Map<WebSocket, { bytes: number; leave(): void }>()
  let together = 0

  function drop(ws: WebSocket) {
    pending.get(ws)?.leave()
    ws.terminate()
  }
  function dropOldest() {
    const [oldest] = pending.keys()
    if (oldest) drop(oldest)
  }

  return {
    size: () => pending.size,
    /** Counts a socket from its handshake on, `head` included, until it is `admitted` or closed. */
    add(ws: WebSocket, socket: Duplex, head: Buffer) {
      const count = (chunk: Buffer) => {
        if (entry.bytes === 0 && announcedBytes(chunk) > pendingBytes) return drop(ws)
        entry.bytes += chunk.length
        together += chunk.length
        if (entry.bytes > pendingBytes) drop(ws)
        while (together > pendingBytesTotal) dropOldest()
      }
      const late = setTimeout(() => drop(ws), pendingMs)
      late.unref()
      const entry = {
        bytes: 0,
        leave() {
          if (!pending.delete(ws)) return
          together -= entry.bytes
          clearTimeout(late)
          socket.off('data', count)
        },
      }
      if (pending.size >= most) dropOldest()
      pending.set(ws, entry)
      socket.on('data', count)
      ws.once('close', entry.leave)
      count(head)
      return { admitted: entry.leave }
    },
  }
}

/** The length in the header of the frame that begins here; 0 where the chunk ends before it. */
function announcedBytes(chunk: Buffer): number {
  const short = chunk.length < 2 ? 0 : chunk[1]! & 127
  if (short === 126) return chunk.length < 4 ? 0 : chunk.readUInt16BE(2)
  if (short === 127) return chunk.length < 10 ? 0 : Number(chunk.readBigUInt64BE(2))
  return short
}
