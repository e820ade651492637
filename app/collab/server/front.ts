import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection, Hocuspocus } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import { encodeStateVector } from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE, endingOf, parseClientMessage, type Ending } from '../protocol.ts'
import { writesForAnother } from './client-ids.ts'
import { newDoor, type Door } from './door.ts'
import {
  closeFrame,
  deniedReason,
  FRAME,
  keptFrame,
  openFrame,
  readBytes,
  readGreeting,
  SYNC,
  syncFrame,
  syncStatusFrame,
} from './frames.ts'
import type { Librarian } from './librarian.ts'
import { bucket, type Limits } from './limits.ts'
import { answerNewest } from './newest-answer.ts'
import { takeAwareness } from './presence.ts'
import type { Seat, Seats } from './seat.ts'
import { takeUpdate } from './update-intake.ts'

type ClientConnection = ReturnType<Hocuspocus['handleConnection']>

export type FrontParts = {
  librarian: Librarian
  seats: Seats
  limits: Limits
  /** A ticket of this socket was accepted. */
  admitted(): void
  /** A client asks to be told when all it sent so far is stored. */
  onMark(seat: Seat, mark: number): void
}

/**
 * Stands between a socket and Hocuspocus: holds the limits, takes changes and presence, and answers who opens a
 * chapter from prepared bytes. Joining, leaving and telling the others is Hocuspocus' part.
 */
export class Front {
  readonly #socket: WebSocket
  readonly #librarian: Librarian
  readonly #seats: Seats
  readonly #limits: Limits
  readonly #admitted: FrontParts['admitted']
  readonly #onMark: FrontParts['onMark']
  readonly #pace: ReturnType<typeof bucket>
  readonly #bytes: ReturnType<typeof bucket>
  readonly #structs: ReturnType<typeof bucket>
  readonly #doors = new Map<string, Door>()
  #client: ClientConnection | null = null
  #opening = 0
  /** Seats on their way to a document, by the document's name. */
  readonly #onTheWay = new Map<string, Seat[]>()
  /** The waiting of those seats. */
  readonly #waiting = new Map<Seat, ReturnType<Librarian['wait']>>()

  constructor(socket: WebSocket, parts: FrontParts) {
    this.#admitted = parts.admitted
    this.#onMark = parts.onMark
    this.#socket = socket
    this.#librarian = parts.librarian
    this.#seats = parts.seats
    this.#limits = parts.limits
    this.#pace = bucket(parts.limits.messagesPerSecond, parts.limits.messageBurst)
    this.#bytes = bucket(parts.limits.bytesPerSecond, parts.limits.byteBurst)
    this.#structs = bucket(parts.limits.structsPerSecond, parts.limits.structBurst)
  }

  /** Joins the socket to Hocuspocus. */
  start(client: ClientConnection) {
    this.#client = client
    this.#socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return this.end(CLOSE.malformed)
      try {
        this.#receive(data)
      } catch (error) {
        log.debug({ err: error }, 'a malformed message')
        this.end(CLOSE.malformed)
      }
    })
    this.#socket.on('close', (code, reason) => {
      try {
        client.handleClose({ code, reason: reason.toString() })
        for (const seats of this.#onTheWay.values()) for (const seat of seats) this.#seats.remove(seat)
        for (const wait of this.#waiting.values()) wait.stop()
        for (const door of this.#doors.values()) door.answers?.stop()
      } catch (error) {
        log.error({ err: error }, 'a closed socket could not be let go')
      }
    })
    // The close event follows; without a listener the error would end the process.
    this.#socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
  }

  // ── Towards the client: what Hocuspocus takes for its websocket ──

  get readyState(): number {
    return this.#socket.readyState
  }

  send(data: Uint8Array) {
    if (this.#opening > 0 && this.#denied(data)) return
    if (this.#socket.bufferedAmount > this.#limits.unreadBytes) return this.end(CLOSE.tooSlow)
    this.#socket.send(data)
  }

  close(code?: number, reason?: string) {
    this.#socket.close(code, reason)
  }

  // ── Doors ──

  /** A seat is being taken; should its document not open, it is given up. */
  expect(documentName: string, seat: Seat) {
    this.#admitted()
    // Gone while it was found out who they are: Hocuspocus says so to nobody.
    if (this.#socket.readyState !== this.#socket.OPEN) return this.#seats.remove(seat)
    this.#onTheWay.set(documentName, [...(this.#onTheWay.get(documentName) ?? []), seat])
    // Whoever brings the folded text need not wait until this process has it in memory as well.
    const wait = this.#librarian.wait(seat.chapterId, {
      personId: seat.personId,
      vector: () => (seat.lost ? null : this.#heldVector(documentName)),
      greet: (rest) => this.#socket.send(syncFrame(documentName, SYNC.step2, rest)),
    })
    this.#waiting.set(seat, wait)
    if (this.#doors.get(documentName)?.held.length) wait.spoke()
  }

  /** Hocuspocus has joined a seat to its document. */
  opened(connection: Connection, seat: Seat) {
    this.#arrived(connection.document.name, seat)
    const door = this.#doors.get(connection.messageAddress)
    if (!door || door.state !== 'opening') return
    this.#opening -= 1
    door.state = 'open'
    door.seat = seat
    door.answers = answerNewest((vector) => {
      try {
        return this.#answer(connection.messageAddress, seat, vector)
      } catch (error) {
        log.debug({ err: error, chapter: seat.chapterId }, 'what was sent is no state vector')
        this.end(CLOSE.malformed)
      }
    }, this.#limits.answerPauseMs)
    const held = door.held
    door.held = []
    for (const data of held) if (this.#doors.get(connection.messageAddress) === door) this.#pass(door, data)
  }

  /** Ends one document with a private close code, and the socket with it when nothing else goes through it. */
  shut(address: string, seat: Seat | null, ending: Ending) {
    const door = this.#doors.get(address)
    if (door) this.#forget(address, door)
    const connection = seat?.connection
    if (connection) {
      // What is still queued of theirs must not be applied any more.
      connection.readOnly = true
      connection.close(ending)
    } else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(closeFrame(address, ending.reason))
    }
    if (this.#doors.size === 0) this.#socket.close(ending.code, ending.reason)
  }

  /** Hocuspocus has let a document of this socket go, whoever wanted it. */
  left(address: string, seat: Seat) {
    const door = this.#doors.get(address)
    if (door?.seat === seat) this.#forget(address, door)
  }

  /** Ends the whole socket. */
  end(ending: Ending) {
    for (const door of this.#doors.values()) door.answers?.stop()
    this.#doors.clear()
    this.#opening = 0
    this.#socket.close(ending.code, ending.reason)
  }

  #arrived(documentName: string, seat?: Seat): Seat | undefined {
    const waiting = this.#onTheWay.get(documentName) ?? []
    const found = seat ?? waiting[0]
    this.#onTheWay.set(
      documentName,
      waiting.filter((other) => other !== found),
    )
    if (found) {
      this.#waiting.get(found)?.stop()
      this.#waiting.delete(found)
    }
    return found
  }

  /** What a client that waits for its document said it has; null while it has not. */
  #heldVector(address: string): Uint8Array | null {
    for (const data of this.#doors.get(address)?.held ?? []) {
      const { type, decoder } = openFrame(data)
      if (type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step1) {
        return decoding.readVarUint8Array(decoder)
      }
    }
    return null
  }

  #forget(address: string, door: Door) {
    if (door.state === 'opening') this.#opening -= 1
    door.answers?.stop()
    this.#doors.delete(address)
  }

  /** A refusal of Hocuspocus, said with our close code too; the reason has come from `authenticate` or the librarian. */
  #denied(data: Uint8Array): boolean {
    const denied = deniedReason(data)
    if (!denied) return false
    const door = this.#doors.get(denied.address)
    if (door) this.#forget(denied.address, door)
    const given = this.#arrived(denied.address.split('\0')[0]!)
    if (given) this.#seats.remove(given)
    const ending = endingOf(denied.reason) ?? CLOSE.loadFailed
    this.#socket.send(data)
    if (this.#doors.size === 0) this.#socket.close(ending.code, ending.reason)
    return true
  }

  // ── From the client ──

  #receive(data: Buffer) {
    const client = this.#client
    if (!client || this.#socket.readyState !== this.#socket.OPEN) return
    client.lastMessageReceivedAt = Date.now()
    if (data.length > this.#limits.messageBytes) return this.end(CLOSE.messageTooBig)
    if (!this.#pace.take() || !this.#bytes.take(data.length)) return this.end(CLOSE.tooManyMessages)
    if (data.length === 1) return // a bare ping or pong
    const { address, type, decoder } = openFrame(data)
    let door = this.#doors.get(address)
    if (!door) {
      if (this.#doors.size >= this.#limits.documentsPerSocket) return this.end(CLOSE.tooManyConnections)
      // What a client still sends after it was let go reaches nobody.
      if (type !== FRAME.auth) return
      // Hocuspocus looks names up in plain objects, where `__proto__` is one too: no other name reaches it.
      if (!chapterOf(address.split('\0', 1)[0])) return this.end(CLOSE.ticketRefused)
      door = newDoor()
      this.#doors.set(address, door)
    }
    if (door.state === 'new') {
      readGreeting(decoder)
      door.state = 'opening'
      this.#opening += 1
      return client.handleMessage(data)
    }
    if (door.state === 'open' && !door.busy) return this.#pass(door, data)
    if (type === FRAME.auth) return
    door.heldBytes += data.length
    door.held.push(data)
    for (const seat of this.#onTheWay.get(address) ?? []) this.#waiting.get(seat)?.spoke()
    if (door.held.length > this.#limits.heldMessages || door.heldBytes > this.#limits.heldBytes) {
      this.end(CLOSE.tooManyMessages)
    }
  }

  #pass(door: Door, data: Uint8Array) {
    const seat = door.seat!
    const { address, type, decoder } = openFrame(data)
    switch (type) {
      case FRAME.sync:
      case FRAME.syncReply: {
        const kind = decoding.readVarUint(decoder)
        const bytes = readBytes(decoder)
        if (kind === SYNC.step1) return door.answers!.ask(bytes)
        if (writesForAnother(seat, bytes)) return this.#refuse(address, seat, kind === SYNC.step2)
        return this.#take(door, address, kind === SYNC.step2, bytes)
      }
      case FRAME.awareness:
        return takeAwareness(seat, readBytes(decoder), this.#seats)
      case FRAME.stateless: {
        const message = parseClientMessage(decoding.readVarString(decoder))
        if (message) door.mark = message.mark
        return this.#passMark(door)
      }
      case FRAME.auth:
        return
      case FRAME.queryAwareness:
      case FRAME.close:
        return this.#client!.handleMessage(data)
      default:
        throw new Error(`no client sends messages of type ${type}`)
    }
  }

  /**
   * A mark stands for everything that was changed before it. Of what was changed before they came in, nothing has been
   * sent yet: it comes as their answer to our own step 1, and the mark waits for that.
   */
  #passMark(door: Door) {
    if (!door.told || door.mark === null || !door.seat?.connection) return
    this.#onMark(door.seat, door.mark)
    door.mark = null
  }

  /**
   * What is written in another's name is not taken. In an answer to our step 1 it may be what that person wrote and we
   * lost: they are here and bring it themselves, so we ask again a moment later.
   */
  #refuse(address: string, seat: Seat, isStep2: boolean) {
    log.info({ chapter: seat.chapterId, person: seat.personId, isStep2 }, 'a change in another’s name')
    if (!isStep2) return this.shut(address, seat, CLOSE.malformed)
    const ask = () => {
      const { connection } = seat
      if (connection?.document.hasConnection(connection))
        connection.send(syncFrame(address, SYNC.step1, encodeStateVector(connection.document)))
    }
    setTimeout(ask, this.#limits.answerPauseMs).unref()
  }

  /**
   * Applies a change. Hocuspocus would do the same one turn later, answer "applied" to bytes that are no update, and look
   * through the whole document when somebody who only reads says what they have.
   */
  #take(door: Door, address: string, isStep2: boolean, update: Uint8Array) {
    const seat = door.seat!
    const { connection } = seat
    if (!connection) return
    const brings = update[0] !== 0
    if (connection.readOnly) {
      connection.send(syncStatusFrame(address, isStep2 && !brings))
      return this.#noteTold(door, isStep2)
    }
    const known = isStep2 && !brings && this.#librarian.at(seat.chapterId)?.copy?.deletes
    const repeats = isStep2 && (update.length === 2 || (known && Buffer.compare(update, known) === 0))
    if (!repeats) {
      const parts = this.#apply(address, seat, connection, update)
      if (parts === null) return
      if (parts.length > 0) return void this.#takeParts(door, address, isStep2, parts)
    }
    connection.send(syncStatusFrame(address, true))
    this.#noteTold(door, isStep2)
  }

  #noteTold(door: Door, isStep2: boolean) {
    door.told ||= isStep2
    this.#passMark(door)
  }

  /** Applies an update; returns the parts of one that is too large for that, null when it was refused. */
  #apply(address: string, seat: Seat, connection: Connection, update: Uint8Array): Uint8Array[] | null {
    const origin = { source: 'connection', connection }
    const intake = takeUpdate(connection.document, update, origin, this.#limits)
    if (intake.kind === 'divided') return intake.parts
    if (intake.kind === 'refused') {
      log.info({ chapter: seat.chapterId, person: seat.personId, why: intake.why }, 'a change was refused')
      this.shut(address, seat, intake.ending)
      return null
    }
    this.#librarian.at(seat.chapterId)?.noteGap(connection)
    if (this.#structs.take(intake.structs)) return []
    this.shut(address, seat, CLOSE.tooManyMessages)
    return null
  }

  /** Takes a large update part by part, with a turn for everybody else after each; then what came meanwhile. */
  async #takeParts(door: Door, address: string, isStep2: boolean, parts: Uint8Array[]) {
    const seat = door.seat!
    const isOver = () => this.#doors.get(address) !== door || !seat.connection || seat.connection.readOnly
    door.busy = true
    try {
      for (const part of parts) {
        await nextTurn()
        if (isOver() || this.#apply(address, seat, seat.connection!, part) === null) return
      }
      await nextTurn()
      if (isOver()) return
      door.busy = false
      seat.connection!.send(syncStatusFrame(address, true))
      this.#noteTold(door, isStep2)
      const { held } = door
      for (let data = held.shift(); data && !isOver(); data = door.busy ? undefined : held.shift())
        this.#pass(door, data)
      if (held.length === 0) door.heldBytes = 0
    } catch (error) {
      log.debug({ err: error }, 'a malformed message')
      this.end(CLOSE.malformed)
    }
  }

  /**
   * Our own step 1 goes first: a client that has nothing yet then answers it with nothing, not with every deletion of
   * the chapter.
   */
  #answer(address: string, seat: Seat, clientVector: Uint8Array): Promise<void> | void {
    const shelf = this.#librarian.at(seat.chapterId)
    const connection = seat.connection
    if (!shelf || !connection || shelf.document !== connection.document)
      return this.shut(address, seat, CLOSE.reload)
    const send = ({ ahead, rest }: { ahead: Uint8Array | null; rest: Uint8Array }) => {
      if (!shelf.document.hasConnection(connection)) return
      connection.send(syncFrame(address, SYNC.step1, encodeStateVector(shelf.document)))
      if (ahead) connection.send(keptFrame(address, ahead))
      connection.send(syncFrame(address, SYNC.step2, rest))
    }
    const answer = this.#librarian.answer(shelf, clientVector, seat.personId)
    if (!(answer instanceof Promise)) return send(answer)
    return answer.then(send).catch((error: unknown) => {
      log.error({ err: error, chapter: seat.chapterId }, 'an opening could not be answered')
      this.shut(address, seat, CLOSE.loadFailed)
    })
  }
}
