import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection, Hocuspocus } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import { encodeStateVector } from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE, endingOf, parseClientMessage, type Ending } from '../protocol.ts'
import { usesForeignClientId } from './client-ids.ts'
import { newChannel, type DocumentChannel } from './document-channel.ts'
import {
  closeFrame,
  deniedReason,
  FRAME,
  cachedUpdateFrame,
  openFrame,
  readBytes,
  checkAuthFrame,
  SYNC,
  syncFrame,
  syncStatusFrame,
} from './frames.ts'
import type { DocumentCache } from './document-cache.ts'
import { tokenBucket, type Limits } from './limits.ts'
import { answerLatest } from './answer-latest.ts'
import { applyAwareness } from './presence.ts'
import type { Participant, Participants } from './participant.ts'
import { checkAndApply } from './apply-update.ts'

type ClientConnection = ReturnType<Hocuspocus['handleConnection']>

export type GatewayParts = {
  cache: DocumentCache
  participants: Participants
  limits: Limits
  /** A ticket of this socket was accepted. */
  admitted(): void
  /** A client asks to be told when all it sent so far is stored. */
  onMark(participant: Participant, mark: number): void
}

/**
 * Stands between a socket and Hocuspocus: holds the limits, takes changes and presence, and answers who opens a
 * chapter from prepared bytes. Joining, leaving and telling the others is Hocuspocus' part.
 */
export class ConnectionGateway {
  readonly #socket: WebSocket
  readonly #cache: DocumentCache
  readonly #participants: Participants
  readonly #limits: Limits
  readonly #admitted: GatewayParts['admitted']
  readonly #onMark: GatewayParts['onMark']
  readonly #pace: ReturnType<typeof tokenBucket>
  readonly #bytes: ReturnType<typeof tokenBucket>
  readonly #structs: ReturnType<typeof tokenBucket>
  readonly #channels = new Map<string, DocumentChannel>()
  #client: ClientConnection | null = null
  #opening = 0
  /** Participants on their way to a document, by the document's name. */
  readonly #onTheWay = new Map<string, Participant[]>()
  /** The waiting of those participants. */
  readonly #waiting = new Map<Participant, ReturnType<DocumentCache['wait']>>()

  constructor(socket: WebSocket, parts: GatewayParts) {
    this.#admitted = parts.admitted
    this.#onMark = parts.onMark
    this.#socket = socket
    this.#cache = parts.cache
    this.#participants = parts.participants
    this.#limits = parts.limits
    this.#pace = tokenBucket(parts.limits.messagesPerSecond, parts.limits.messageBurst)
    this.#bytes = tokenBucket(parts.limits.bytesPerSecond, parts.limits.byteBurst)
    this.#structs = tokenBucket(parts.limits.structsPerSecond, parts.limits.structBurst)
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
        for (const participants of this.#onTheWay.values())
          for (const participant of participants) this.#participants.remove(participant)
        for (const wait of this.#waiting.values()) wait.stop()
        for (const channel of this.#channels.values()) channel.answers?.stop()
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

  /** A participant is being taken; should its document not open, it is given up. */
  expect(documentName: string, participant: Participant) {
    this.#admitted()
    // Gone while it was found out who they are: Hocuspocus says so to nobody.
    if (this.#socket.readyState !== this.#socket.OPEN) return this.#participants.remove(participant)
    this.#onTheWay.set(documentName, [...(this.#onTheWay.get(documentName) ?? []), participant])
    // Whoever brings the folded text need not wait until this process has it in memory as well.
    const wait = this.#cache.wait(participant.chapterId, {
      personId: participant.personId,
      vector: () => (participant.lost ? null : this.#heldVector(documentName)),
      greet: (rest) => this.#socket.send(syncFrame(documentName, SYNC.step2, rest)),
    })
    this.#waiting.set(participant, wait)
    if (this.#channels.get(documentName)?.held.length) wait.spoke()
  }

  /** Hocuspocus has joined a participant to its document. */
  opened(connection: Connection, participant: Participant) {
    this.#arrived(connection.document.name, participant)
    const channel = this.#channels.get(connection.messageAddress)
    if (!channel || channel.state !== 'opening') return
    this.#opening -= 1
    channel.state = 'open'
    channel.participant = participant
    channel.answers = answerLatest((vector) => {
      try {
        return this.#answer(connection.messageAddress, participant, vector)
      } catch (error) {
        log.debug({ err: error, chapter: participant.chapterId }, 'what was sent is no state vector')
        this.end(CLOSE.malformed)
      }
    }, this.#limits.answerPauseMs)
    const held = channel.held
    channel.held = []
    for (const data of held)
      if (this.#channels.get(connection.messageAddress) === channel) this.#pass(channel, data)
  }

  /** Ends one document with a private close code, and the socket with it when nothing else goes through it. */
  shut(address: string, participant: Participant | null, ending: Ending) {
    const channel = this.#channels.get(address)
    if (channel) this.#forget(address, channel)
    const connection = participant?.connection
    if (connection) {
      // What is still queued of theirs must not be applied any more.
      connection.readOnly = true
      connection.close(ending)
    } else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(closeFrame(address, ending.reason))
    }
    if (this.#channels.size === 0) this.#socket.close(ending.code, ending.reason)
  }

  /** Hocuspocus has let a document of this socket go, whoever wanted it. */
  left(address: string, participant: Participant) {
    const channel = this.#channels.get(address)
    if (channel?.participant === participant) this.#forget(address, channel)
  }

  /** Ends the whole socket. */
  end(ending: Ending) {
    for (const channel of this.#channels.values()) channel.answers?.stop()
    this.#channels.clear()
    this.#opening = 0
    this.#socket.close(ending.code, ending.reason)
  }

  #arrived(documentName: string, participant?: Participant): Participant | undefined {
    const waiting = this.#onTheWay.get(documentName) ?? []
    const found = participant ?? waiting[0]
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
    for (const data of this.#channels.get(address)?.held ?? []) {
      const { type, decoder } = openFrame(data)
      if (type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step1) {
        return decoding.readVarUint8Array(decoder)
      }
    }
    return null
  }

  #forget(address: string, channel: DocumentChannel) {
    if (channel.state === 'opening') this.#opening -= 1
    channel.answers?.stop()
    this.#channels.delete(address)
  }

  /** A refusal of Hocuspocus, said with our close code too; the reason has come from `authenticate` or the cache. */
  #denied(data: Uint8Array): boolean {
    const denied = deniedReason(data)
    if (!denied) return false
    const channel = this.#channels.get(denied.address)
    if (channel) this.#forget(denied.address, channel)
    const given = this.#arrived(denied.address.split('\0')[0]!)
    if (given) this.#participants.remove(given)
    const ending = endingOf(denied.reason) ?? CLOSE.loadFailed
    this.#socket.send(data)
    if (this.#channels.size === 0) this.#socket.close(ending.code, ending.reason)
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
    let channel = this.#channels.get(address)
    if (!channel) {
      if (this.#channels.size >= this.#limits.documentsPerSocket) return this.end(CLOSE.tooManyConnections)
      // What a client still sends after it was let go reaches nobody.
      if (type !== FRAME.auth) return
      // Hocuspocus looks names up in plain objects, where `__proto__` is one too: no other name reaches it.
      if (!chapterOf(address.split('\0', 1)[0])) return this.end(CLOSE.ticketRefused)
      channel = newChannel()
      this.#channels.set(address, channel)
    }
    if (channel.state === 'new') {
      checkAuthFrame(decoder)
      channel.state = 'opening'
      this.#opening += 1
      return client.handleMessage(data)
    }
    if (channel.state === 'open' && !channel.busy) return this.#pass(channel, data)
    if (type === FRAME.auth) return
    channel.heldBytes += data.length
    channel.held.push(data)
    for (const participant of this.#onTheWay.get(address) ?? []) this.#waiting.get(participant)?.spoke()
    if (channel.held.length > this.#limits.heldMessages || channel.heldBytes > this.#limits.heldBytes) {
      this.end(CLOSE.tooManyMessages)
    }
  }

  #pass(channel: DocumentChannel, data: Uint8Array) {
    const participant = channel.participant!
    const { address, type, decoder } = openFrame(data)
    switch (type) {
      case FRAME.sync:
      case FRAME.syncReply: {
        const kind = decoding.readVarUint(decoder)
        const bytes = readBytes(decoder)
        if (kind === SYNC.step1) return channel.answers!.ask(bytes)
        if (usesForeignClientId(participant, bytes))
          return this.#refuse(address, participant, kind === SYNC.step2)
        return this.#take(channel, address, kind === SYNC.step2, bytes)
      }
      case FRAME.awareness:
        return applyAwareness(participant, readBytes(decoder), this.#participants)
      case FRAME.stateless: {
        const message = parseClientMessage(decoding.readVarString(decoder))
        if (message) channel.mark = message.mark
        return this.#passMark(channel)
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
  #passMark(channel: DocumentChannel) {
    if (!channel.told || channel.mark === null || !channel.participant?.connection) return
    this.#onMark(channel.participant, channel.mark)
    channel.mark = null
  }

  /**
   * What is written in another's name is not taken. In an answer to our step 1 it may be what that person wrote and we
   * lost: they are here and bring it themselves, so we ask again a moment later.
   */
  #refuse(address: string, participant: Participant, isStep2: boolean) {
    log.info(
      { chapter: participant.chapterId, person: participant.personId, isStep2 },
      'a change in another’s name',
    )
    if (!isStep2) return this.shut(address, participant, CLOSE.malformed)
    const ask = () => {
      const { connection } = participant
      if (connection?.document.hasConnection(connection))
        connection.send(syncFrame(address, SYNC.step1, encodeStateVector(connection.document)))
    }
    setTimeout(ask, this.#limits.answerPauseMs).unref()
  }

  /**
   * Applies a change. Hocuspocus would do the same one turn later, answer "applied" to bytes that are no update, and look
   * through the whole document when somebody who only reads says what they have.
   */
  #take(channel: DocumentChannel, address: string, isStep2: boolean, update: Uint8Array) {
    const participant = channel.participant!
    const { connection } = participant
    if (!connection) return
    const brings = update[0] !== 0
    if (connection.readOnly) {
      connection.send(syncStatusFrame(address, isStep2 && !brings))
      return this.#noteTold(channel, isStep2)
    }
    const known = isStep2 && !brings && this.#cache.at(participant.chapterId)?.snapshot?.deletes
    const repeats = isStep2 && (update.length === 2 || (known && Buffer.compare(update, known) === 0))
    if (!repeats) {
      const parts = this.#apply(address, participant, connection, update)
      if (parts === null) return
      if (parts.length > 0) return void this.#takeParts(channel, address, isStep2, parts)
    }
    connection.send(syncStatusFrame(address, true))
    this.#noteTold(channel, isStep2)
  }

  #noteTold(channel: DocumentChannel, isStep2: boolean) {
    channel.told ||= isStep2
    this.#passMark(channel)
  }

  /** Applies an update; returns the parts of one that is too large for that, null when it was refused. */
  #apply(
    address: string,
    participant: Participant,
    connection: Connection,
    update: Uint8Array,
  ): Uint8Array[] | null {
    const origin = { source: 'connection', connection }
    const result = checkAndApply(connection.document, update, origin, this.#limits)
    if (result.kind === 'split') return result.parts
    if (result.kind === 'refused') {
      log.info(
        { chapter: participant.chapterId, person: participant.personId, why: result.why },
        'a change was refused',
      )
      this.shut(address, participant, result.ending)
      return null
    }
    this.#cache.at(participant.chapterId)?.noteGap(connection)
    if (this.#structs.take(result.structs)) return []
    this.shut(address, participant, CLOSE.tooManyMessages)
    return null
  }

  /** Takes a large update part by part, with a turn for everybody else after each; then what came meanwhile. */
  async #takeParts(channel: DocumentChannel, address: string, isStep2: boolean, parts: Uint8Array[]) {
    const participant = channel.participant!
    const isOver = () =>
      this.#channels.get(address) !== channel || !participant.connection || participant.connection.readOnly
    channel.busy = true
    try {
      for (const part of parts) {
        await nextTurn()
        if (isOver() || this.#apply(address, participant, participant.connection!, part) === null) return
      }
      await nextTurn()
      if (isOver()) return
      channel.busy = false
      participant.connection!.send(syncStatusFrame(address, true))
      this.#noteTold(channel, isStep2)
      const { held } = channel
      for (let data = held.shift(); data && !isOver(); data = channel.busy ? undefined : held.shift())
        this.#pass(channel, data)
      if (held.length === 0) channel.heldBytes = 0
    } catch (error) {
      log.debug({ err: error }, 'a malformed message')
      this.end(CLOSE.malformed)
    }
  }

  /**
   * Our own step 1 goes first: a client that has nothing yet then answers it with nothing, not with every deletion of
   * the chapter.
   */
  #answer(address: string, participant: Participant, clientVector: Uint8Array): Promise<void> | void {
    const cached = this.#cache.at(participant.chapterId)
    const connection = participant.connection
    if (!cached || !connection || cached.document !== connection.document)
      return this.shut(address, participant, CLOSE.reload)
    const send = ({ ahead, rest }: { ahead: Uint8Array | null; rest: Uint8Array }) => {
      if (!cached.document.hasConnection(connection)) return
      connection.send(syncFrame(address, SYNC.step1, encodeStateVector(cached.document)))
      if (ahead) connection.send(cachedUpdateFrame(address, ahead))
      connection.send(syncFrame(address, SYNC.step2, rest))
    }
    const answer = this.#cache.answer(cached, clientVector, participant.personId)
    if (!(answer instanceof Promise)) return send(answer)
    return answer.then(send).catch((error: unknown) => {
      log.error({ err: error, chapter: participant.chapterId }, 'an opening could not be answered')
      this.shut(address, participant, CLOSE.loadFailed)
    })
  }
}
