import { Redis } from '@hocuspocus/extension-redis'
import {
  isTransactionOrigin,
  type afterLoadDocumentPayload,
  type beforeHandleAwarenessPayload,
  type Document,
} from '@hocuspocus/server'
import IORedis from 'ioredis'
import { removeAwarenessStates } from 'y-protocols/awareness'
import { log } from '#app/platform/log.server.ts'
import { logAbsence } from '#app/platform/redis-absence.server.ts'

const LEFT = 'gapo:left'
/** Redis counts as away when it does not answer within this time. */
const ANSWER_MS = 2_000
const CHECK_MS = 1_000

export type Processes = ReturnType<typeof connectProcesses>

/** Private members of the extension that are used here. */
type Internals = {
  replySubscription: Promise<void>
  replyKey(identifier: string): string
  subKey(documentName: string): string
  publishFirstSyncStep(documentName: string, document: Document): Promise<unknown>
  requestAwarenessFromOtherInstances(documentName: string): Promise<unknown>
}

/**
 * Hocuspocus' Redis extension, changed so that documents also open while Redis is away. When Redis is back, each process asks
 * the others for what it has missed. The extension's lock for storing is not used: the journal stores.
 */
class PortalRedis extends Redis {
  isConnected = false
  /** Documents that were opened while Redis was away. */
  readonly #unshared = new Map<string, Document>()

  override async afterLoadDocument(payload: afterLoadDocumentPayload) {
    try {
      if (this.isConnected) return await super.afterLoadDocument(payload)
    } catch (error) {
      log.debug({ err: error }, 'a document could not be shared with the other processes')
      this.isConnected = false
    }
    this.#unshared.set(payload.documentName, payload.document)
    payload.document.once('destroy', () => {
      if (this.#unshared.get(payload.documentName) === payload.document)
        this.#unshared.delete(payload.documentName)
    })
  }

  override async onStoreDocument() {}
  override async afterStoreDocument() {}

  /** Subscribes again for every document, and asks the other processes for what they have. */
  async rejoin(open: ReadonlyMap<string, Document>) {
    const documents = new Map([...this.#unshared, ...open])
    const inside = this as unknown as Internals
    const subscribed = this.sub.subscribe(
      inside.replyKey(this.configuration.identifier),
      ...[...documents.keys()].map((name) => inside.subKey(name)),
    )
    inside.replySubscription = subscribed.then(() => undefined)
    // The extension awaits this when it loads a document. Without a load nobody would handle the rejection.
    inside.replySubscription.catch(() => {})
    await subscribed
    this.isConnected = true
    this.#unshared.clear()
    for (const [name, document] of documents) {
      await inside.publishFirstSyncStep(name, document)
      await inside.requestAwarenessFromOtherInstances(name)
    }
  }
}

/**
 * Exchanges updates and awareness between several processes of the portal. Every process also journals what it receives from
 * the others, so that nothing is lost if one of them ends; a snapshot drops the duplicates. While Redis is away each process
 * serves and stores its own clients.
 */
export function connectProcesses(url: string, documents: () => ReadonlyMap<string, Document>) {
  const connect = (options: { enableOfflineQueue?: boolean } = {}) => {
    const client = new IORedis(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS, ...options })
    client.on('error', (error) => log.debug({ err: error }, 'redis is away'))
    // A message that cannot be published is dropped and asked for later. Publishing must neither wait nor fail.
    const publish = client.publish.bind(client) as (...args: unknown[]) => Promise<number>
    client.publish = ((...args: unknown[]) => publish(...args).catch(() => 0)) as typeof client.publish
    return client
  }
  const extension = new PortalRedis({
    createClient: () => connect(),
    prefix: 'gapo',
    disconnectDelay: 300,
  })
  const probe = connect({ enableOfflineQueue: false })
  logAbsence(probe, 'this process goes on alone')

  // The extension does not pass on who left: it rebuilds awareness messages from those who are present. Departures use a
  // connection of their own, because the extension reads every message on its connection as one for a document.
  const departures = connect()
  departures.on('message', (channel: string, text: string) => {
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

  let isChecking = false
  /** An open connection proves nothing: Redis may accept it and not answer. */
  async function check() {
    if (isChecking) return
    isChecking = true
    try {
      await probe.ping()
      if (!extension.isConnected)
        await Promise.all([extension.rejoin(documents()), departures.subscribe(LEFT)])
    } catch {
      extension.isConnected = false
    } finally {
      isChecking = false
    }
  }
  const timer = setInterval(() => void check(), CHECK_MS)
  timer.unref()
  probe.on('ready', () => void check())
  probe.on('close', () => void (extension.isConnected = false))

  return {
    extension,
    /** Whether Redis answers. */
    isConnected: () => extension.isConnected,
    /** The extension's copy of an awareness message contains an extra client without a state; it is removed. */
    dropNameless({ states, transactionOrigin }: beforeHandleAwarenessPayload) {
      if (!isTransactionOrigin(transactionOrigin) || transactionOrigin.source !== 'redis') return
      for (const [id, state] of states) if (Object.keys(state).length === 0) states.delete(id)
    },
    left(name: string, clientId: number) {
      void extension.pub.publish(LEFT, JSON.stringify({ name, clients: [clientId] }))
    },
    async close() {
      clearInterval(timer)
      probe.disconnect()
      departures.disconnect()
      await extension.onDestroy().catch(() => {})
    },
  }
}
