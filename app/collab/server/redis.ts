import { Redis } from '@hocuspocus/extension-redis'
import { isTransactionOrigin, type beforeHandleAwarenessPayload } from '@hocuspocus/server'
import IORedis from 'ioredis'
import { removeAwarenessStates } from 'y-protocols/awareness'
import { log } from '#app/platform/log.server.ts'
import type { Document } from '@hocuspocus/server'

const LEFT = 'gapo:left'

export type Processes = ReturnType<typeof joinProcesses>

/**
 * Carries texts and presence between several processes of the portal. Every process journals what it hears from the
 * others, so nothing is lost with the process it came through; folding drops what is there twice.
 */
export function joinProcesses(url: string, documents: () => ReadonlyMap<string, Document>) {
  const connect = () => {
    const client = new IORedis(url, { maxRetriesPerRequest: 3 })
    client.on('error', (error) => log.warn({ err: error }, 'redis is away; this process serves on alone'))
    return client
  }
  const extension = new Redis({ createClient: connect, prefix: 'gapo', disconnectDelay: 300 })

  // The extension does not carry who left: its scratch copy of an awareness message knows only who is there.
  // On a line of its own, since the extension takes whatever its own one brings for a message to a document.
  const partings = connect()
  partings.subscribe(LEFT).catch((error: unknown) => log.warn({ err: error }, 'redis refused a channel'))
  partings.on('message', (channel: string, text: string) => {
    if (channel !== LEFT) return
    const { name, clients } = JSON.parse(text) as { name: string; clients: number[] }
    const document = documents().get(name)
    if (!document) return
    const ours = new Set([...document.connections.values()].flatMap((entry) => [...entry.clients]))
    removeAwarenessStates(
      document.awareness,
      clients.filter((id) => !ours.has(id)),
      'redis',
    )
  })

  return {
    extension,
    /** The scratch copy of an awareness message brings a nameless client of its own. */
    dropNameless({ states, transactionOrigin }: beforeHandleAwarenessPayload) {
      if (!isTransactionOrigin(transactionOrigin) || transactionOrigin.source !== 'redis') return
      for (const [id, state] of states) if (Object.keys(state).length === 0) states.delete(id)
    },
    left(name: string, clientId: number) {
      extension.pub.publish(LEFT, JSON.stringify({ name, clients: [clientId] })).catch(() => {})
    },
    async close() {
      partings.disconnect()
      await extension.onDestroy().catch(() => {})
    },
  }
}
