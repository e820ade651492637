import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Limits } from './limits.ts'

/**
 * Limits sockets that have not sent a valid ticket yet, since anybody can open these. All bytes are counted, those of
 * incomplete frames included, and the ticket must arrive in time. A socket whose first frame announces too many bytes is closed
 * at once. When there are too many sockets or bytes in total, the oldest socket is closed: an honest client sends its ticket at
 * once, and one that is closed comes back with a new ticket.
 */
export function pendingSockets({
  pendingSockets: most,
  pendingBytes,
  pendingBytesTotal,
  pendingMs,
}: Pick<Limits, 'pendingSockets' | 'pendingBytes' | 'pendingBytesTotal' | 'pendingMs'>) {
  /** The oldest first. */
  const pending = new Map<WebSocket, { bytes: number; leave(): void }>()
  let totalBytes = 0

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
    /** Counts a socket from its handshake on, `head` included, until `admitted` is called or it is closed. */
    add(ws: WebSocket, socket: Duplex, head: Buffer) {
      const count = (chunk: Buffer) => {
        if (entry.bytes === 0 && announcedBytes(chunk) > pendingBytes) return drop(ws)
        entry.bytes += chunk.length
        totalBytes += chunk.length
        if (entry.bytes > pendingBytes) drop(ws)
        while (totalBytes > pendingBytesTotal) dropOldest()
      }
      const late = setTimeout(() => drop(ws), pendingMs)
      late.unref()
      const entry = {
        bytes: 0,
        leave() {
          if (!pending.delete(ws)) return
          totalBytes -= entry.bytes
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

/** The payload length in the header of the frame that begins here; 0 when the chunk ends before it. */
function announcedBytes(chunk: Buffer): number {
  const short = chunk.length < 2 ? 0 : chunk[1]! & 127
  if (short === 126) return chunk.length < 4 ? 0 : chunk.readUInt16BE(2)
  if (short === 127) return chunk.length < 10 ? 0 : Number(chunk.readBigUInt64BE(2))
  return short
}
