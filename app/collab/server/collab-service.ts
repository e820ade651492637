import {
  Hocuspocus,
  isTransactionOrigin,
  type Connection,
  type Document,
  type connectedPayload,
  type onAuthenticatePayload,
} from '@hocuspocus/server'
import type { WebSocket } from 'ws'
import { log } from '#app/platform/log.server.ts'
import { CLOSE, documentName, type Ending, type You } from '../protocol.ts'
import { authenticate } from './authenticate.ts'
import { repairDocument } from './document-repair.ts'
import type { ConnectionGateway } from './connection-gateway.ts'
import { openJournal } from './journal.ts'
import { createDocumentCache } from './document-cache.ts'
import type { Limits } from './limits.ts'
import { colourFor, presenceOf, presentIn, whoIsIn } from './presence.ts'
import { rightDiffers, watchRights } from './rights-watcher.ts'
import type { Processes } from './redis.ts'
import { ConnectionRefused } from './connection-refused.ts'
import { replaceText } from './restore.ts'
import { rightsLookup } from './rights.ts'
import { startSnapshotter } from './snapshotter.ts'
import {
  newParticipant,
  participantRegistry,
  type Participant,
  type ConnectionContext,
} from './participant.ts'
import type { Spool } from './spool.ts'
import type { ChapterStore } from './chapter-store.ts'
import type { Threads } from './threads.ts'
import type { TicketSigner } from './tickets.ts'

/** A large chapter stays in memory for this long after the last participant left, so that it opens quickly again. */
const KEEP_MS = 30_000
const KEEP_BYTES = 256 * 1024
const SPOOL_WAITS = 'the spool could not be stored; no chapter opens until it is'

/**
 * Hocuspocus with our hooks, and everything that it works with: participants, rights, document cache, journal, snapshots and
 * the other processes of the portal.
 */
export function startCollabService(parts: {
  store: ChapterStore
  threads: Threads
  tickets: TicketSigner
  limits: Limits
  spool: Spool
  /** Connects to the other processes of the portal; undefined where there is only this one. */
  processes?: ((documents: () => ReadonlyMap<string, Document>) => Processes) | undefined
}) {
  const { store, threads, limits, spool } = parts
  const participants = participantRegistry()
  const rights = rightsLookup(store)
  const cache = createDocumentCache(threads)
  const snapshotter = startSnapshotter(threads, cache, store)
  const redis: Processes | null = parts.processes?.(() => documents()) ?? null
  let closing = false
  let replayed = false
  const documents = (): ReadonlyMap<string, Document> => hocuspocus.documents

  const journal = openJournal({
    store,
    spool,
    take(chapterId) {
      const cached = cache.at(chapterId)
      const receipt = cached?.take()
      return {
        committed(lastId, rows) {
          receipt?.committed(lastId, rows)
          if (cached) unloadIfUnused(cached.document)
        },
        returned: () => receipt?.returned(),
        gone() {
          receipt?.gone()
          log.info({ chapter: chapterId }, 'a chapter was deleted while people were writing in it')
          for (const participant of participants.at(chapterId)) participant.leave(CLOSE.chapterGone)
        },
      }
    },
  })

  // Hooks that would run for every message stay undefined, and Hocuspocus skips them. This saves time on each change.
  const hocuspocus: Hocuspocus<ConnectionContext> = new Hocuspocus<ConnectionContext>({
    quiet: true,
    extensions: redis ? [redis.extension] : [],
    beforeHandleMessage: undefined,
    afterHandleMessage: undefined,
    beforeSync: undefined,
    onChange: undefined,
    onAwarenessUpdate: undefined,
    onStoreDocument: undefined,
    afterStoreDocument: undefined,
    beforeBroadcastStateless: undefined,
    beforeHandleAwareness: redis ? async (payload) => redis.dropNameless(payload) : undefined,
    onAuthenticate: admit,
    async onLoadDocument({ document }) {
      // A chapter is incomplete while changes of it may wait in the spool.
      if (!replayed) throw new ConnectionRefused(CLOSE.loadFailed)
      const { snapshot, backlog } = await cache.load(document)
      // Registered after loading: what was loaded is in the database already.
      document.on('update', (update: Uint8Array, origin: unknown) => note(document, update, origin))
      // Documents stored by an earlier release may hold what is refused today. They are repaired by an ordinary edit.
      const repaired = !snapshot?.clean || backlog.rows > 0 ? repairDocument(document) : 0
      if (snapshot && !snapshot.clean) snapshotter.ask(document.name.slice(8))
      if (repaired > 0) log.warn({ document: document.name, repaired }, 'a stored document was repaired')
    },
    connected: async (payload) => joined(payload),
    onStateless: undefined,
    async onDisconnect({ context }) {
      if (context.participant) removeParticipant(context.participant)
    },
    async beforeUnloadDocument({ document }) {
      if (!mayUnload(document)) throw new ConnectionRefused(CLOSE.goingAway)
    },
  })

  function note(document: Document, update: Uint8Array, origin: unknown) {
    const known = isTransactionOrigin(origin) ? origin : null
    const connection: Connection | null = known?.source === 'connection' ? known.connection : null
    const context = connection?.context ?? (known?.source === 'local' ? known.context : null)
    const chapterId = document.name.slice(8)
    cache.at(chapterId)?.note(update, connection)
    journal.add(chapterId, (context as ConnectionContext | null)?.participant.personId ?? null, update)
  }

  async function admit(payload: onAuthenticatePayload<ConnectionContext>) {
    const { gateway } = payload.context as unknown as { gateway: ConnectionGateway }
    let participant: Participant | undefined
    const decision = await authenticate(
      { tickets: parts.tickets, rights },
      payload.token,
      payload.documentName,
      (query) => {
        const isFull =
          participants.ofPerson(query.person) >= limits.connectionsPerPerson ||
          participants.at(query.chapter).size >= limits.connectionsPerChapter
        if (!isFull) participants.add((participant = newParticipant(query)))
      },
    )
    if (decision.kind === 'refused') {
      if (participant) participants.remove(participant)
      throw new ConnectionRefused(decision.ending)
    }
    if (!participant) throw new ConnectionRefused(CLOSE.tooManyConnections)
    const admitted = participant
    const present = presentIn(hocuspocus.documents.get(payload.documentName))
    admitted.colour = colourFor(admitted, participants, present)
    admitted.name = decision.name
    admitted.access = decision.access
    if (admitted.latestRight && rightDiffers(admitted, admitted.latestRight))
      admitted.revoked = CLOSE.rightsChanged
    admitted.leave = (ending) => {
      if (admitted.connection) gateway.closeChannel(admitted.connection.messageAddress, admitted, ending)
      else admitted.revoked = ending
    }
    payload.connectionConfig.readOnly = decision.readOnly
    gateway.joining(payload.documentName, admitted)
    return { participant: admitted }
  }

  function joined({ connection, context }: connectedPayload<ConnectionContext>) {
    const { participant } = context
    const gateway = connection.webSocket as unknown as ConnectionGateway
    participant.connection = connection as Connection<ConnectionContext>
    const cached = cache.at(participant.chapterId)
    if (participant.revoked) return participant.leave(participant.revoked)
    // Hocuspocus may open a document that it is about to unload. Changes to it would not be stored.
    if (!cached || connection.document.isDestroyed || cached.document !== connection.document) {
      return participant.leave(CLOSE.reload)
    }
    const you = { type: 'you', you: presenceOf(participant), access: participant.access! } satisfies You
    connection.sendStateless(JSON.stringify(you))
    cached.tellStored(connection)
    gateway.opened(connection, participant)
  }

  function removeParticipant(participant: Participant) {
    participants.remove(participant)
    const { connection } = participant
    if (!connection) return
    cache.at(participant.chapterId)?.forget(connection)
    ;(connection.webSocket as unknown as ConnectionGateway).closed(connection.messageAddress, participant)
    if (participant.clientId !== null) redis?.left(documentName(participant.chapterId), participant.clientId)
  }

  const keptLoaded = new Map<string, NodeJS.Timeout>()

  function mayUnload(document: Document): boolean {
    const chapterId = document.name.slice(8)
    const cached = cache.at(chapterId)
    if (!cached || cached.document !== document) return true
    if (journal.holds(chapterId)) return false
    if (cached.backlog.rows > 0) snapshotter.ask(chapterId)
    if (closing || cached.bytes < KEEP_BYTES) return true
    if (keptLoaded.has(chapterId)) return false
    const timer = setTimeout(() => {
      // It stays listed until it is unloaded, so that it is not kept a second time.
      unload(document).finally(() => keptLoaded.delete(chapterId))
    }, KEEP_MS)
    timer.unref()
    keptLoaded.set(chapterId, timer)
    return false
  }

  /** Unloads a document without connections. `mayUnload` refused it while its changes were not stored. */
  function unloadIfUnused(document: Document) {
    if (document.getConnectionsCount() === 0) void unload(document)
  }

  async function unload(document: Document) {
    await hocuspocus.unloadDocument(document).catch((error: unknown) => {
      log.warn({ err: error }, 'a document could not be unloaded')
    })
  }

  const rightsWatcher = watchRights(store, participants)
  const announcements = setInterval(() => {
    for (const cached of cache.all()) if (!journal.holds(cached.chapterId)) cached.announceStored()
  }, 1_000)
  announcements.unref()

  async function replaySpoolOnce(failed: (error: unknown) => void): Promise<boolean> {
    try {
      const stored = await spool.replay(store.append)
      replayed = true
      if (stored > 0) log.info({ changes: stored }, 'changes that an earlier run had spooled were stored')
    } catch (error) {
      failed(error)
    }
    return replayed
  }

  async function retrySpool() {
    do await new Promise((resolve) => setTimeout(resolve, 1_000).unref())
    while (!closing && !(await replaySpoolOnce((error) => log.debug({ err: error }, SPOOL_WAITS))))
  }

  return {
    participants,
    rights,
    cache,
    /** A client asks to be told when all it has sent so far is stored. From a client that only reads nothing is stored. */
    mark(participant: Participant, mark: number) {
      if (participant.connection?.readOnly) return
      const cached = cache.at(participant.chapterId)
      if (!participant.connection || cached?.document !== participant.connection.document) return
      cached.mark(participant.connection, mark, journal.holds(participant.chapterId))
    },
    /**
     * Stores what an earlier run has spooled; no chapter opens before that. Resolves after the first attempt. While the
     * database cannot be reached, further attempts follow in the background.
     */
    async replaySpool() {
      if (await replaySpoolOnce((error) => log.error({ err: error }, SPOOL_WAITS))) return
      void retrySpool()
    },
    /**
     * Restores the text that a chapter had before the last change that would be refused today. The restoring is an ordinary
     * edit in the name of a person: everybody in the chapter sees it, and the history stays complete.
     */
    async restore(chapterId: string, personId: string): Promise<{ kind: 'restored' | 'nothing' | 'gone' }> {
      await journal.settled()
      const good = await threads.lastGood(chapterId)
      if (good.kind !== 'found') return good
      const participant = newParticipant({ person: personId, chapter: chapterId, session: null })
      const direct = await hocuspocus.openDirectConnection(documentName(chapterId), { participant })
      await direct.transact((document) => replaceText(document, good.update))
      // If it cannot be unloaded now, it is unloaded after its changes are stored.
      await direct
        .disconnect()
        .catch((error: unknown) => log.debug({ err: error }, 'a restored chapter could not be unloaded yet'))
      await journal.settled()
      log.warn({ chapter: chapterId, person: personId, before: good.before }, 'an earlier text was restored')
      return { kind: 'restored' }
    },
    /** Hands a socket to Hocuspocus. */
    connect: (gateway: ConnectionGateway) =>
      hocuspocus.handleConnection(gateway, new Request('http://localhost/collab'), {
        gateway,
      } as unknown as ConnectionContext),
    redisIsConnected: () => redis?.isConnected() ?? null,
    whoIsIn: (chapterIds: readonly string[]) => whoIsIn(chapterIds, participants, hocuspocus.documents),
    /** Closes every socket after the messages that it has sent are applied. */
    async closeSockets(sockets: Iterable<WebSocket>, ending: Ending) {
      closing = true
      rightsWatcher.stop()
      await Promise.all(
        participants.all().map((participant) => participant.connection?.waitForPendingMessages()),
      )
      for (const participant of participants.all()) participant.leave(ending)
      for (const socket of sockets) socket.close(ending.code, ending.reason)
    },
    /** Stores or spools what is left. Must be called after `closeSockets`. */
    async close(deadlineMs: number) {
      clearInterval(announcements)
      for (const timer of keptLoaded.values()) clearTimeout(timer)
      await journal.close(deadlineMs)
      await Promise.race([snapshotter.stop(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())])
      await redis?.close()
    },
    stats: () => ({
      participants: participants.size(),
      chapters: cache.size(),
      journal: journal.stats(),
      snapshotter: snapshotter.stats(),
    }),
  }
}
