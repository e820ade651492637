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

/** Large chapters stay in memory this long after the last one left: the next opening is quick. */
const LINGER_MS = 30_000
const LINGER_BYTES = 256 * 1024
const SPOOL_WAITS = 'the spool could not be stored yet; no chapter is opened until it is'

/** Everything behind the gateway: Hocuspocus with our hooks, and what keeps the texts. */
export function startCollabService(parts: {
  store: ChapterStore
  threads: Threads
  tickets: TicketSigner
  limits: Limits
  spool: Spool
  /** Joins the other processes of the portal, where there are any. */
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
          if (cached) letGoOf(cached.document)
        },
        returned: () => receipt?.returned(),
        gone() {
          receipt?.gone()
          log.info({ chapter: chapterId }, 'a chapter was taken down while people wrote in it')
          for (const participant of participants.at(chapterId)) participant.leave(CLOSE.chapterGone)
        },
      }
    },
  })

  // Hooks of every message are left undefined: Hocuspocus then skips them, which pays for our own work per change.
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
      // What lies in the spool belongs to the text.
      if (!replayed) throw new ConnectionRefused(CLOSE.loadFailed)
      const { snapshot, backlog } = await cache.load(document)
      // From here on; what was loaded stands in the database already.
      document.on('update', (update: Uint8Array, origin: unknown) => note(document, update, origin))
      // A text that was stored before all was checked is put right as it opens, by an edit like any other.
      const repaired = !snapshot?.clean || backlog.rows > 0 ? repairDocument(document) : 0
      if (snapshot && !snapshot.clean) snapshotter.ask(document.name.slice(8))
      if (repaired > 0) log.warn({ document: document.name, repaired }, 'a stored text was put right')
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
      (pair) => {
        const crowded =
          participants.ofPerson(pair.person) >= limits.connectionsPerPerson ||
          participants.at(pair.chapter).size >= limits.connectionsPerChapter
        if (!crowded) participants.add((participant = newParticipant(pair)))
      },
    )
    if (decision.kind === 'refused') {
      if (participant) participants.remove(participant)
      throw new ConnectionRefused(decision.ending)
    }
    if (!participant) throw new ConnectionRefused(CLOSE.tooManyConnections)
    const taken = participant
    const present = presentIn(hocuspocus.documents.get(payload.documentName))
    taken.colour = colourFor(taken, participants, present)
    taken.name = decision.name
    taken.access = decision.access
    if (taken.found && rightDiffers(taken, taken.found)) taken.lost = CLOSE.rightsChanged
    taken.leave = (ending) => {
      if (taken.connection) gateway.shut(taken.connection.messageAddress, taken, ending)
      else taken.lost = ending
    }
    payload.connectionConfig.readOnly = decision.readOnly
    gateway.expect(payload.documentName, taken)
    return { participant: taken }
  }

  function joined({ connection, context }: connectedPayload<ConnectionContext>) {
    const { participant } = context
    const gateway = connection.webSocket as unknown as ConnectionGateway
    participant.connection = connection as Connection<ConnectionContext>
    const cached = cache.at(participant.chapterId)
    if (participant.lost) return participant.leave(participant.lost)
    // Hocuspocus may hand out a document that it is just about to unload: nothing would be stored from it.
    if (!cached || connection.document.isDestroyed || cached.document !== connection.document) {
      return participant.leave(CLOSE.reload)
    }
    const you = { type: 'you', you: presenceOf(participant), access: participant.access! } satisfies You
    connection.sendStateless(JSON.stringify(you))
    cached.greet(connection)
    gateway.opened(connection, participant)
  }

  function removeParticipant(participant: Participant) {
    participants.remove(participant)
    const { connection } = participant
    if (!connection) return
    cache.at(participant.chapterId)?.forget(connection)
    ;(connection.webSocket as unknown as ConnectionGateway).left(connection.messageAddress, participant)
    if (participant.clientId !== null) redis?.left(documentName(participant.chapterId), participant.clientId)
  }

  const lingering = new Map<string, NodeJS.Timeout>()

  function mayUnload(document: Document): boolean {
    const chapterId = document.name.slice(8)
    const cached = cache.at(chapterId)
    if (!cached || cached.document !== document) return true
    if (journal.holds(chapterId)) return false
    if (cached.backlog.rows > 0) snapshotter.ask(chapterId)
    if (closing || cached.bytes < LINGER_BYTES) return true
    if (lingering.has(chapterId)) return false
    const timer = setTimeout(() => {
      // Still listed while it unloads, so that it does not linger a second time.
      unload(document).finally(() => lingering.delete(chapterId))
    }, LINGER_MS)
    timer.unref()
    lingering.set(chapterId, timer)
    return false
  }

  /** Unloads a document that nobody is at and whose unloading was refused while its journal was not stored. */
  function letGoOf(document: Document) {
    if (document.getConnectionsCount() === 0) void unload(document)
  }

  async function unload(document: Document) {
    await hocuspocus.unloadDocument(document).catch((error: unknown) => {
      log.warn({ err: error }, 'a document could not be unloaded')
    })
  }

  const watch = watchRights(store, participants)
  const teller = setInterval(() => {
    for (const cached of cache.all()) if (!journal.holds(cached.chapterId)) cached.tellAll()
  }, 1_000)
  teller.unref()

  async function spoolStored(failed: (error: unknown) => void): Promise<boolean> {
    try {
      const taken = await spool.replay(store.append)
      replayed = true
      if (taken > 0) log.info({ changes: taken }, 'changes of an earlier run were stored from the spool')
    } catch (error) {
      failed(error)
    }
    return replayed
  }

  async function retrySpool() {
    do await new Promise((resolve) => setTimeout(resolve, 1_000).unref())
    while (!closing && !(await spoolStored((error) => log.debug({ err: error }, SPOOL_WAITS))))
  }

  return {
    participants,
    rights,
    cache,
    /** A client asks to be told when all it sent so far is stored. Who only reads sends nothing that is. */
    mark(participant: Participant, mark: number) {
      if (participant.connection?.readOnly) return
      const cached = cache.at(participant.chapterId)
      if (!participant.connection || cached?.document !== participant.connection.document) return
      cached.mark(participant.connection, mark, journal.holds(participant.chapterId))
    },
    /**
     * Stores what an earlier run spooled; until that is done no chapter is opened. Resolves after the first try at the
     * latest: a database that is away is tried again until it is back.
     */
    async replaySpool() {
      if (await spoolStored((error) => log.error({ err: error }, SPOOL_WAITS))) return
      void retrySpool()
    },
    /**
     * Gives a chapter the text that it had before the last change that would be refused today, as an edit of a person. An
     * edit like any other: whoever is in the chapter sees it, and nothing is taken out of its history.
     */
    async restore(chapterId: string, personId: string): Promise<{ kind: 'restored' | 'nothing' | 'gone' }> {
      await journal.settled()
      const good = await threads.lastGood(chapterId)
      if (good.kind !== 'found') return good
      const participant = newParticipant({ person: personId, chapter: chapterId, session: null })
      const direct = await hocuspocus.openDirectConnection(documentName(chapterId), { participant })
      await direct.transact((document) => replaceText(document, good.update))
      // Should it not be let go now, it is once its changes are stored.
      await direct
        .disconnect()
        .catch((error: unknown) => log.debug({ err: error }, 'a chapter was kept open'))
      await journal.settled()
      log.warn({ chapter: chapterId, person: personId, before: good.before }, 'an earlier text was restored')
      return { kind: 'restored' }
    },
    /** Takes in a socket behind its gateway. */
    connect: (gateway: ConnectionGateway) =>
      hocuspocus.handleConnection(gateway, new Request('http://localhost/collab'), {
        gateway,
      } as unknown as ConnectionContext),
    redisIsHere: () => redis?.isHere() ?? null,
    whoIsIn: (chapterIds: readonly string[]) => whoIsIn(chapterIds, participants, hocuspocus.documents),
    /** Ends every socket, after all that it has sent was applied. */
    async letGo(sockets: Iterable<WebSocket>, ending: Ending) {
      closing = true
      watch.stop()
      await Promise.all(
        participants.all().map((participant) => participant.connection?.waitForPendingMessages()),
      )
      for (const participant of participants.all()) participant.leave(ending)
      for (const socket of sockets) socket.close(ending.code, ending.reason)
    },
    /** Stores or spools what is left; nothing may come in any more. */
    async close(deadlineMs: number) {
      clearInterval(teller)
      for (const timer of lingering.values()) clearTimeout(timer)
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
