/** The peer: a Hocuspocus server of the same version, in memory, without authentication or storage. */
import { Server } from '@hocuspocus/server'
import { watchEventLoop } from './event-loop.ts'
import { answer } from './protocol.ts'
import type { ServerCommands } from './servers.ts'

const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, stopOnSignals: false })
await server.listen()

const eventLoopDelay = watchEventLoop()

answer<ServerCommands>({
  where: async () => ({ side: 'bare', socket: `ws://127.0.0.1:${server.address.port}` }),
  memory: async () => process.memoryUsage(),
  asked: async () => 0,
  eventLoopDelay: async () => eventLoopDelay(),
  stop: async () => {
    setImmediate(() => process.exit(0))
  },
})
