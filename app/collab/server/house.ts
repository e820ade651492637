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
import type { Front } from './front.ts'
import { openJournal } from './journal.ts'
import { keepShelves } from './librarian.ts'
import type { Limits } from './limits.ts'
import { colourFor, presenceOf, presentIn, whoIsIn } from './presence.ts'
import { differs, reconsider } from './reconsider.ts'
import type { Processes } from './redis.ts'
import { Refusal } from './refusal.ts'
import { replaceText } from './restore.ts'
import { askRights } from './rights.ts'
import { startScribe } from './scribe.ts'
import { newSeat, seatPlan, type Seat, type SeatContext } from './seat.ts'
import type { Spool } from './spool.ts'
import type { ChapterStore } from './store.ts'
import type { Threads } from './threads.ts'
import type { TicketOffice } from './tickets.ts'

/** Large chapters stay in memory this long after the last one left: the next opening is quick. */
const LINGER_MS = 30_000
const LINGER_BYTES = 256 * 1024
const SPOOL_WAITS = 'the spool could not be stored yet; no chapter is opened until it is'

/** Everything behind the front: Hocuspocus with our hooks, and what keeps the texts. */
export function openHouse(parts: {
  store: ChapterStore
  threads: Threads
  tickets: TicketOffice
  limits: Limits
  spool: Spool
  /** Joins the other processes of the portal, where there are any. */
  processes?: ((documents: () => ReadonlyMap<string, Document>) => Processes) | undefined
}) {
  const { store, threads, limits, spool } = parts
  const seats = seatPlan()
  const rights = askRights(store)
  const librarian = keepShelves(threads)
  const scribe = startScribe(threads, librarian, store)
  const redis: Processes | null = parts.processes?.(() => documents()) ?? null
  let closing = false
  let replayed = false
  const documents = (): ReadonlyMap<string, Document> => hocuspocus.documents

  const journal = openJournal({
    store,
    spool,
    take(chapterId) {
      const shelf = librarian.at(chapterId)
      const receipt = shelf?.take()
      return {
        committed(lastId, rows) {
          receipt?.committed(lastId, rows)
          if (shelf) letGoOf(shelf.document)
        },
        returned: () => receipt?.returned(),
        gone() {
          receipt?.gone()
          log.info({ chapter: chapterId }, 'a chapter was taken down while people wrote in it')
          for (const seat of seats.at(chapterId)) seat.leave(CLOSE.chapterGone)
        },
      }
    },
  })

  // Hooks of every message are left undefined: Hocuspocus then skips them, which pays for our own work per change.
  const hocuspocus: Hocuspocus<SeatContext> = new Hocuspocus<SeatContext>({
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
    onAuthenticate: takeSeat,
    async onLoadDocument({ document }) {
      // What lies in the spool belongs to the text.
      if (!replayed) throw new Refusal(CLOSE.loadFailed)
      const { copy, unfolded } = await librarian.load(document)
      // From here on; what was loaded stands in the database already.
      document.on('update', (update: Uint8Array, origin: unknown) => note(document, update, origin))
      // A text that was stored before all was checked is put right as it opens, by an edit like any other.
      const repaired = !copy?.clean || unfolded.rows > 0 ? repairDocument(document) : 0
      if (copy && !copy.clean) scribe.ask(document.name.slice(8))
      if (repaired > 0) log.warn({ document: document.name, repaired }, 'a stored text was put right')
    },
    connected: async (payload) => joined(payload),
    onStateless: undefined,
    async onDisconnect({ context }) {
      if (context.seat) stoodUp(context.seat)
    },
    async beforeUnloadDocument({ document }) {
      if (!mayUnload(document)) throw new Refusal(CLOSE.goingAway)
    },
  })

  function note(document: Document, update: Uint8Array, origin: unknown) {
    const known = isTransactionOrigin(origin) ? origin : null
    const connection: Connection | null = known?.source === 'connection' ? known.connection : null
    const context = connection?.context ?? (known?.source === 'local' ? known.context : null)
    const chapterId = document.name.slice(8)
    librarian.at(chapterId)?.note(update, connection)
    journal.add(chapterId, (context as SeatContext | null)?.seat.personId ?? null, update)
  }

  async function takeSeat(payload: onAuthenticatePayload<SeatContext>) {
    const { front } = payload.context as unknown as { front: Front }
    let seat: Seat | undefined
    const decision = await authenticate(
      { tickets: parts.tickets, rights },
      payload.token,
      payload.documentName,
      (pair) => {
        const crowded =
          seats.ofPerson(pair.person) >= limits.connectionsPerPerson ||
          seats.at(pair.chapter).size >= limits.connectionsPerChapter
        if (!crowded) seats.add((seat = newSeat(pair)))
      },
    )
    if (decision.kind === 'refused') {
      if (seat) seats.remove(seat)
      throw new Refusal(decision.ending)
    }
    if (!seat) throw new Refusal(CLOSE.tooManyConnections)
    const taken = seat
    const present = presentIn(hocuspocus.documents.get(payload.documentName))
    taken.colour = colourFor(taken, seats, present)
    taken.name = decision.name
    taken.access = decision.access
    if (taken.found && differs(taken, taken.found)) taken.lost = CLOSE.rightsChanged
    taken.leave = (ending) => {
      if (taken.connection) front.shut(taken.connection.messageAddress, taken, ending)
      else taken.lost = ending
    }
    payload.connectionConfig.readOnly = decision.readOnly
    front.expect(payload.documentName, taken)
    return { seat: taken }
  }

  function joined({ connection, context }: connectedPayload<SeatContext>) {
    const { seat } = context
    const front = connection.webSocket as unknown as Front
    seat.connection = connection as Connection<SeatContext>
    const shelf = librarian.at(seat.chapterId)
    if (seat.lost) return seat.leave(seat.lost)
    // Hocuspocus may hand out a document that it is just about to unload: nothing would be stored from it.
    if (!shelf || connection.document.isDestroyed || shelf.document !== connection.document) {
      return seat.leave(CLOSE.reload)
    }
    const you = { type: 'you', you: presenceOf(seat), access: seat.access! } satisfies You
    connection.sendStateless(JSON.stringify(you))
    shelf.greet(connection)
    front.opened(connection, seat)
  }

  function stoodUp(seat: Seat) {
    seats.remove(seat)
    const { connection } = seat
    if (!connection) return
    librarian.at(seat.chapterId)?.forget(connection)
    ;(connection.webSocket as unknown as Front).left(connection.messageAddress, seat)
    if (seat.clientId !== null) redis?.left(documentName(seat.chapterId), seat.clientId)
  }

  const lingering = new Map<string, NodeJS.Timeout>()

  function mayUnload(document: Document): boolean {
    const chapterId = document.name.slice(8)
    const shelf = librarian.at(chapterId)
    if (!shelf || shelf.document !== document) return true
    if (journal.holds(chapterId)) return false
    if (shelf.unfolded.rows > 0) scribe.ask(chapterId)
    if (closing || shelf.bytes < LINGER_BYTES) return true
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

  const watch = reconsider(store, seats)
  const teller = setInterval(() => {
    for (const shelf of librarian.all()) if (!journal.holds(shelf.chapterId)) shelf.tellAll()
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
    seats,
    rights,
    librarian,
    /** A client asks to be told when all it sent so far is stored. Who only reads sends nothing that is. */
    mark(seat: Seat, mark: number) {
      if (seat.connection?.readOnly) return
      const shelf = librarian.at(seat.chapterId)
      if (!seat.connection || shelf?.document !== seat.connection.document) return
      shelf.mark(seat.connection, mark, journal.holds(seat.chapterId))
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
      const seat = newSeat({ person: personId, chapter: chapterId, session: null })
      const direct = await hocuspocus.openDirectConnection(documentName(chapterId), { seat })
      await direct.transact((document) => replaceText(document, good.update))
      // Should it not be let go now, it is once its changes are stored.
      await direct
        .disconnect()
        .catch((error: unknown) => log.debug({ err: error }, 'a chapter was kept open'))
      await journal.settled()
      log.warn({ chapter: chapterId, person: personId, before: good.before }, 'an earlier text was restored')
      return { kind: 'restored' }
    },
    /** Takes in a socket behind its front. */
    connect: (front: Front) =>
      hocuspocus.handleConnection(front, new Request('http://localhost/collab'), {
        front,
      } as unknown as SeatContext),
    redisIsHere: () => redis?.isHere() ?? null,
    whoIsIn: (chapterIds: readonly string[]) => whoIsIn(chapterIds, seats, hocuspocus.documents),
    /** Ends every socket, after all that it has sent was applied. */
    async letGo(sockets: Iterable<WebSocket>, ending: Ending) {
      closing = true
      watch.stop()
      await Promise.all(seats.all().map((seat) => seat.connection?.waitForPendingMessages()))
      for (const seat of seats.all()) seat.leave(ending)
      for (const socket of sockets) socket.close(ending.code, ending.reason)
    },
    /** Stores or spools what is left; nothing may come in any more. */
    async close(deadlineMs: number) {
      clearInterval(teller)
      for (const timer of lingering.values()) clearTimeout(timer)
      await journal.close(deadlineMs)
      await Promise.race([scribe.stop(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())])
      await redis?.close()
    },
    stats: () => ({
      seats: seats.size(),
      chapters: librarian.size(),
      journal: journal.stats(),
      scribe: scribe.stats(),
    }),
  }
}
