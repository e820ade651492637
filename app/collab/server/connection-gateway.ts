import type { Connection, Hocuspocus } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import { encodeStateVector } from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE, endingOf, parseClientMessage, type Ending } from '../protocol.ts'
import { answerLatest } from './answer-latest.ts'
import { newChannel, type DocumentChannel } from './document-channel.ts'
import type { DocumentCache } from './document-cache.ts'
import {
  cachedUpdateFrame,
  checkAuthFrame,
  closeFrame,
  deniedReason,
  FRAME,
  openFrame,
  readBytes,
  SYNC,
  syncFrame,
} from './frames.ts'
import { IncomingUpdates } from './incoming-updates.ts'
import { tokenBucket, type Limits } from './limits.ts'
import type { Participant, Participants } from './participant.ts'
import { applyAwareness } from './presence.ts'

type ClientConnection = ReturnType<Hocuspocus['handleConnection']>

export type GatewayParts = {
  cache: DocumentCache
  participants: Participants
  limits: Limits
  /** Called when a ticket of this socket was accepted. */
  onAdmitted(): void
  /** A client asks to be told when all it has sent so far is stored. */
  onMark(participant: Participant, mark: number): void
}

/**
 * Stands between a websocket and Hocuspocus. It holds the limits, handles updates and awareness itself, and answers a
 * client's step 1 from prepared bytes. Hocuspocus opens documents, counts connections and broadcasts.
 */
export class ConnectionGateway {
  readonly #socket: WebSocket
  readonly #cache: DocumentCache
  readonly #participants: Participants
  readonly #limits: Limits
  readonly #onAdmitted: GatewayParts['onAdmitted']
  readonly #messages: ReturnType<typeof tokenBucket>
  readonly #bytes: ReturnType<typeof tokenBucket>
  readonly #updates: IncomingUpdates
  /** By address. */
  readonly #channels = new Map<string, DocumentChannel>()
  #client: ClientConnection | null = null
  /** How many channels are opening. */
  #opening = 0
  /** Participants that were admitted and whose document is not open yet, by the document's name. */
  readonly #joining = new Map<string, Participant[]>()
  /** Their early sync. */
  readonly #waiting = new Map<Participant, ReturnType<DocumentCache['wait']>>()

  constructor(socket: WebSocket, { cache, participants, limits, onAdmitted, onMark }: GatewayParts) {
    this.#socket = socket
    this.#cache = cache
    this.#participants = participants
    this.#limits = limits
    this.#onAdmitted = onAdmitted
    this.#messages = tokenBucket(limits.messagesPerSecond, limits.messageBurst)
    this.#bytes = tokenBucket(limits.bytesPerSecond, limits.byteBurst)
    this.#updates = new IncomingUpdates(
      {
        isOpen: (channel) => this.#channels.get(channel.address) === channel,
        closeChannel: (address, participant, ending) => this.closeChannel(address, participant, ending),
        close: (ending) => this.closeSocket(ending),
        receive: (channel, data) => this.#receiveOn(channel, data),
        onMark,
      },
      cache,
      limits,
    )
  }

  /** Starts to pass messages between the socket and Hocuspocus. */
  start(client: ClientConnection) {
    this.#client = client
    this.#socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return this.closeSocket(CLOSE.malformed)
      try {
        this.#receive(data)
      } catch (error) {
        log.debug({ err: error }, 'a malformed message')
        this.closeSocket(CLOSE.malformed)
      }
    })
    this.#socket.on('close', (code, reason) => {
      try {
        client.handleClose({ code, reason: reason.toString() })
        for (const joining of this.#joining.values())
          for (const participant of joining) this.#participants.remove(participant)
        for (const wait of this.#waiting.values()) wait.stop()
        for (const channel of this.#channels.values()) channel.answers?.stop()
      } catch (error) {
        log.error({ err: error }, 'the end of a socket could not be handled')
      }
    })
    // The close event follows. Without a listener the error would end the process.
    this.#socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
  }

  // ── To the client: Hocuspocus uses this object as its websocket ──

  get readyState(): number {
    return this.#socket.readyState
  }

  send(data: Uint8Array) {
    if (this.#opening > 0 && this.#sendDenied(data)) return
    if (this.#socket.bufferedAmount > this.#limits.unreadBytes) return this.closeSocket(CLOSE.tooSlow)
    this.#socket.send(data)
  }

  close(code?: number, reason?: string) {
    this.#socket.close(code, reason)
  }

  // ── Channels ──

  /** A participant was admitted. They are removed again if their document does not open. */
  joining(documentName: string, participant: Participant) {
    this.#onAdmitted()
    // The socket may have closed during authentication. Hocuspocus then calls no hook.
    if (this.#socket.readyState !== this.#socket.OPEN) return this.#participants.remove(participant)
    this.#joining.set(documentName, [...(this.#joining.get(documentName) ?? []), participant])
    // A client that has fetched the snapshot need not wait until this process has loaded the document.
    const wait = this.#cache.wait(participant.chapterId, {
      personId: participant.personId,
      vector: () => (participant.revoked ? null : this.#heldVector(documentName)),
      sendRest: (rest) => this.#socket.send(syncFrame(documentName, SYNC.step2, rest)),
    })
    this.#waiting.set(participant, wait)
    if (this.#channels.get(documentName)?.held.length) wait.received()
  }

  /** Hocuspocus has opened the document for a participant. */
  opened(connection: Connection, participant: Participant) {
    this.#stopJoining(connection.document.name, participant)
    const address = connection.messageAddress
    const channel = this.#channels.get(address)
    if (!channel || channel.state !== 'opening') return
    this.#opening -= 1
    channel.state = 'open'
    channel.participant = participant
    channel.answers = answerLatest((vector) => {
      try {
        return this.#answer(address, participant, vector)
      } catch (error) {
        log.debug({ err: error, chapter: participant.chapterId }, 'a malformed state vector')
        this.closeSocket(CLOSE.malformed)
      }
    }, this.#limits.answerPauseMs)
    const held = channel.held
    channel.held = []
    for (const data of held) if (this.#channels.get(address) === channel) this.#receiveOn(channel, data)
  }

  /** Closes one document with a private close code, and the socket too when no other document uses it. */
  closeChannel(address: string, participant: Participant | null, ending: Ending) {
    const channel = this.#channels.get(address)
    if (channel) this.#forget(channel)
    const connection = participant?.connection
    if (connection) {
      // Messages that Hocuspocus has queued must not be applied any more.
      connection.readOnly = true
      connection.close(ending)
    } else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(closeFrame(address, ending.reason))
    }
    if (this.#channels.size === 0) this.#socket.close(ending.code, ending.reason)
  }

  /** Hocuspocus has closed a document of this socket, at the wish of either side. */
  closed(address: string, participant: Participant) {
    const channel = this.#channels.get(address)
    if (channel?.participant === participant) this.#forget(channel)
  }

  /** Closes the socket with all its documents. */
  closeSocket(ending: Ending) {
    for (const channel of this.#channels.values()) channel.answers?.stop()
    this.#channels.clear()
    this.#opening = 0
    this.#socket.close(ending.code, ending.reason)
  }

  #forget(channel: DocumentChannel) {
    if (channel.state === 'opening') this.#opening -= 1
    channel.answers?.stop()
    this.#channels.delete(channel.address)
  }

  /** Ends the joining of a participant, or of the first one for this document. */
  #stopJoining(documentName: string, participant?: Participant): Participant | undefined {
    const joining = this.#joining.get(documentName) ?? []
    const found = participant ?? joining[0]
    this.#joining.set(
      documentName,
      joining.filter((other) => other !== found),
    )
    if (found) {
      this.#waiting.get(found)?.stop()
      this.#waiting.delete(found)
    }
    return found
  }

  /** The state vector in a step 1 that waits for its document; null when there is none yet. */
  #heldVector(address: string): Uint8Array | null {
    for (const data of this.#channels.get(address)?.held ?? []) {
      const { type, decoder } = openFrame(data)
      if (type === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step1) {
        return decoding.readVarUint8Array(decoder)
      }
    }
    return null
  }

  /** Sends a "permission denied" of Hocuspocus and adds our close code. Its reason comes from one of our hooks. */
  #sendDenied(data: Uint8Array): boolean {
    const denied = deniedReason(data)
    if (!denied) return false
    const channel = this.#channels.get(denied.address)
    if (channel) this.#forget(channel)
    const participant = this.#stopJoining(denied.address.split('\0')[0]!)
    if (participant) this.#participants.remove(participant)
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
    if (data.length > this.#limits.messageBytes) return this.closeSocket(CLOSE.messageTooBig)
    if (!this.#messages.take() || !this.#bytes.take(data.length))
      return this.closeSocket(CLOSE.tooManyMessages)
    if (data.length === 1) return // a bare ping or pong
    const { address, type, decoder } = openFrame(data)
    let channel = this.#channels.get(address)
    if (!channel) {
      if (this.#channels.size >= this.#limits.documentsPerSocket)
        return this.closeSocket(CLOSE.tooManyConnections)
      // Messages for a closed channel are dropped.
      if (type !== FRAME.auth) return
      // Hocuspocus keeps names as keys of plain objects, where `__proto__` has a meaning. It gets document names only.
      if (!chapterOf(address.split('\0', 1)[0])) return this.closeSocket(CLOSE.ticketRefused)
      channel = newChannel(address)
      this.#channels.set(address, channel)
    }
    if (channel.state === 'new') {
      checkAuthFrame(decoder)
      channel.state = 'opening'
      this.#opening += 1
      return client.handleMessage(data)
    }
    if (channel.state === 'open' && !channel.busy) return this.#receiveOn(channel, data)
    if (type === FRAME.auth) return
    channel.heldBytes += data.length
    channel.held.push(data)
    for (const participant of this.#joining.get(address) ?? []) this.#waiting.get(participant)?.received()
    if (channel.held.length > this.#limits.heldMessages || channel.heldBytes > this.#limits.heldBytes) {
      this.closeSocket(CLOSE.tooManyMessages)
    }
  }

  /** Handles a message of an open channel. */
  #receiveOn(channel: DocumentChannel, data: Uint8Array) {
    const { type, decoder } = openFrame(data)
    switch (type) {
      case FRAME.sync:
      case FRAME.syncReply: {
        const kind = decoding.readVarUint(decoder)
        const bytes = readBytes(decoder)
        if (kind === SYNC.step1) return channel.answers!.ask(bytes)
        return this.#updates.take(channel, kind === SYNC.step2, bytes)
      }
      case FRAME.awareness:
        return applyAwareness(channel.participant!, readBytes(decoder), this.#participants)
      case FRAME.stateless: {
        const message = parseClientMessage(decoding.readVarString(decoder))
        if (message) this.#updates.mark(channel, message.mark)
        return
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
   * Answers a client's step 1. Our own step 1 goes first: a client that is still empty answers it with nothing. Sent last,
   * it would be answered with every deletion of the chapter.
   */
  #answer(address: string, participant: Participant, clientVector: Uint8Array): Promise<void> | void {
    const cached = this.#cache.at(participant.chapterId)
    const connection = participant.connection
    if (!cached || !connection || cached.document !== connection.document)
      return this.closeChannel(address, participant, CLOSE.reload)
    const send = ({ ahead, rest }: { ahead: Uint8Array | null; rest: Uint8Array }) => {
      if (!cached.document.hasConnection(connection)) return
      connection.send(syncFrame(address, SYNC.step1, encodeStateVector(cached.document)))
      if (ahead) connection.send(cachedUpdateFrame(address, ahead))
      connection.send(syncFrame(address, SYNC.step2, rest))
    }
    const answer = this.#cache.answer(cached, clientVector, participant.personId)
    if (!(answer instanceof Promise)) return send(answer)
    return answer.then(send).catch((error: unknown) => {
      log.error(
        { err: error, chapter: participant.chapterId },
        'the step 1 of a client could not be answered',
      )
      this.closeChannel(address, participant, CLOSE.loadFailed)
    })
  }
}
