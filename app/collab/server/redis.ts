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
/** What does not answer within this time is away. */
const ANSWER_MS = 2_000
const LOOK_MS = 1_000

export type Processes = ReturnType<typeof joinProcesses>

/** Parts of the extension that it keeps to itself. */
type Internals = {
  replySubscription: Promise<void>
  replyKey(identifier: string): string
  subKey(documentName: string): string
  publishFirstSyncStep(documentName: string, document: Document): Promise<unknown>
  requestAwarenessFromOtherInstances(documentName: string): Promise<unknown>
}

/**
 * The extension, which must not be in the way while Redis is away: a chapter opens without it, and what was missed is
 * asked for when it is back. Its lock for storing is left out: storing is the journal's part.
 */
class PortalRedis extends Redis {
  isHere = false
  /** Documents that were opened without the other processes. */
  readonly #alone = new Map<string, Document>()

  override async afterLoadDocument(payload: afterLoadDocumentPayload) {
    try {
      if (this.isHere) return await super.afterLoadDocument(payload)
    } catch (error) {
      log.debug({ err: error }, 'a chapter could not be shared with the other processes')
      this.isHere = false
    }
    this.#alone.set(payload.documentName, payload.document)
    payload.document.once('destroy', () => {
      if (this.#alone.get(payload.documentName) === payload.document) this.#alone.delete(payload.documentName)
    })
  }

  override async onStoreDocument() {}
  override async afterStoreDocument() {}

  /** Listens again for every document, and asks the others for what they have. */
  async rejoin(open: ReadonlyMap<string, Document>) {
    const documents = new Map([...this.#alone, ...open])
    const inside = this as unknown as Internals
    const subscribed = this.sub.subscribe(
      inside.replyKey(this.configuration.identifier),
      ...[...documents.keys()].map((name) => inside.subKey(name)),
    )
    inside.replySubscription = subscribed.then(() => undefined)
    // Whoever loads a document is told; nobody may be loading one.
    inside.replySubscription.catch(() => {})
    await subscribed
    this.isHere = true
    this.#alone.clear()
    for (const [name, document] of documents) {
      await inside.publishFirstSyncStep(name, document)
      await inside.requestAwarenessFromOtherInstances(name)
    }
  }
}

/**
 * Carries texts and presence between several processes of the portal. Every process journals what it hears from the
 * others, so nothing is lost with the process it came through; folding drops what is there twice. While Redis is away each
 * process serves and stores alone.
 */
export function joinProcesses(url: string, documents: () => ReadonlyMap<string, Document>) {
  const connect = (options: { enableOfflineQueue?: boolean } = {}) => {
    const client = new IORedis(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS, ...options })
    client.on('error', (error) => log.debug({ err: error }, 'redis is away'))
    // What is said while nobody listens is lost, and asked for later; it must neither wait nor fail.
    const publish = client.publish.bind(client) as (...args: unknown[]) => Promise<number>
    client.publish = ((...args: unknown[]) => publish(...args).catch(() => 0)) as typeof client.publish
    return client
  }
  const extension = new PortalRedis({
    createClient: () => connect(),
    prefix: 'gapo',
    disconnectDelay: 300,
  })
  const pulse = connect({ enableOfflineQueue: false })
  logAbsence(pulse, 'this process serves and stores on alone')

  // The extension does not carry who left: its scratch copy of an awareness message knows only who is there.
  // On a line of its own, since the extension takes whatever its own one brings for a message to a document.
  const partings = connect()
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

  let isLooking = false
  /** Redis may be gone, or be there and say nothing. */
  async function look() {
    if (isLooking) return
    isLooking = true
    try {
      await pulse.ping()
      if (!extension.isHere) await Promise.all([extension.rejoin(documents()), partings.subscribe(LEFT)])
    } catch {
      extension.isHere = false
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()
  pulse.on('ready', () => void look())
  pulse.on('close', () => void (extension.isHere = false))

  return {
    extension,
    /** Whether the other processes can be reached. */
    isHere: () => extension.isHere,
    /** The scratch copy of an awareness message brings a nameless client of its own. */
    dropNameless({ states, transactionOrigin }: beforeHandleAwarenessPayload) {
      if (!isTransactionOrigin(transactionOrigin) || transactionOrigin.source !== 'redis') return
      for (const [id, state] of states) if (Object.keys(state).length === 0) states.delete(id)
    },
    left(name: string, clientId: number) {
      void extension.pub.publish(LEFT, JSON.stringify({ name, clients: [clientId] }))
    },
    async close() {
      clearInterval(timer)
      pulse.disconnect()
      partings.disconnect()
      await extension.onDestroy().catch(() => {})
    },
  }
}
