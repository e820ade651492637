import WebSocket from 'ws'
import { requestText, sendRaw } from '#app/server/testing/raw-request.ts'
import { clockOf, inLanes, type Attack, type AttackTarget } from '../attack.ts'

/** The head of a frame of 15 MB. */
function headOfFrame(): Buffer {
  const head = Buffer.alloc(14)
  head[0] = 0x82
  head[1] = 0xff
  head.writeBigUInt64BE(15_000_000n, 2)
  return head
}

function open({ socket }: AttackTarget): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(socket)
    ws.on('open', () => resolve(ws))
    ws.on('error', reject)
  })
}

/** Strangers at the websocket: no ticket. */
export const socketAttacks: readonly Attack[] = [
  {
    name: 'upgrades',
    title: 'requests for a websocket at targets that are none',
    run: (target) =>
      inLanes(target, 8, (n) =>
        sendRaw(
          target.http,
          requestText(`GET ${['//', '/\\', 'http://[', '/collab'][n % 4]}`, [
            ['Host', 'x'],
            ['Connection', 'Upgrade'],
            ['Upgrade', 'websocket'],
          ]),
        ),
      ),
  },
  {
    name: 'half-frames',
    title: 'half-sent frames of 15 MB, without a ticket',
    async run(target) {
      const over = clockOf(target)
      const chunk = Buffer.alloc(64 * 1024)
      const open100 = () => Promise.allSettled(Array.from({ length: 100 }, () => open(target)))
      const sockets: WebSocket[] = []
      while (!over()) {
        for (const one of await open100()) if (one.status === 'fulfilled') sockets.push(one.value)
        for (const ws of sockets.splice(0, Math.max(0, sockets.length - 300))) ws.terminate()
        for (const ws of sockets) {
          const { _socket: raw } = ws as unknown as { _socket: { write(bytes: Buffer): void } | null }
          raw?.write(headOfFrame())
          for (let n = 0; n < 10; n++) raw?.write(chunk)
        }
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
      for (const ws of sockets) ws.terminate()
    },
  },
  {
    name: 'silent-sockets',
    title: '3,000 websockets that show no ticket',
    async run(target) {
      const sockets: WebSocket[] = []
      for (let n = 0; n < 30; n++) {
        const opened = await Promise.allSettled(Array.from({ length: 100 }, () => open(target)))
        for (const one of opened) if (one.status === 'fulfilled') sockets.push(one.value)
      }
      for (const ws of sockets) ws.terminate()
    },
  },
]
