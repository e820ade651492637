import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection } from '@hocuspocus/server'
import { encodeStateVector } from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { CLOSE, type Ending } from '../protocol.ts'
import { checkAndApply, readSentUpdate } from './apply-update.ts'
import { usesForeignClientId } from './client-ids.ts'
import type { DocumentChannel } from './document-channel.ts'
import type { DocumentCache } from './document-cache.ts'
import { SYNC, syncFrame, syncStatusFrame } from './frames.ts'
import { tokenBucket, type Limits } from './limits.ts'
import type { Participant } from './participant.ts'

/** What this needs of the socket that the updates come from. */
type Socket = {
  isOpen(channel: DocumentChannel): boolean
  closeChannel(address: string, participant: Participant | null, ending: Ending): void
  close(ending: Ending): void
  /** Handles a message of an open channel. */
  receive(channel: DocumentChannel, data: Uint8Array): void
  /** A client asks to be told when all it has sent so far is stored. */
  onMark(participant: Participant, mark: number): void
}

/**
 * Checks and applies the updates that one socket sends. Hocuspocus would apply them one turn later, would report bytes that
 * are no update as applied, and would search the whole document whenever a client that only reads says what it has.
 */
export class IncomingUpdates {
  readonly #socket: Socket
  readonly #cache: Pick<DocumentCache, 'at'>
  readonly #limits: Limits
  readonly #structs: ReturnType<typeof tokenBucket>

  constructor(socket: Socket, cache: Pick<DocumentCache, 'at'>, limits: Limits) {
    this.#socket = socket
    this.#cache = cache
    this.#limits = limits
    this.#structs = tokenBucket(limits.structsPerSecond, limits.structBurst)
  }

  /** Takes a step 2, which answers our step 1, or a single update. */
  take(channel: DocumentChannel, isStep2: boolean, update: Uint8Array) {
    const participant = channel.participant!
    const { connection } = participant
    if (!connection) return
    if (connection.readOnly) {
      const hasStructs = update[0] !== 0
      connection.send(syncStatusFrame(channel.address, isStep2 && !hasStructs))
      return this.#noteAnswered(channel, isStep2)
    }
    if (!isStep2 || !this.#bringsNothing(participant, update)) {
      const reading = readSentUpdate(update, this.#limits.update)
      if (reading.kind === 'refused') return this.#refuse(channel, reading)
      if (usesForeignClientId(participant, reading.read)) return this.#refuseForeignClientId(channel, isStep2)
      const result = checkAndApply(
        connection.document,
        update,
        reading.read,
        originOf(connection),
        this.#limits,
      )
      if (result.kind === 'split') return void this.#takeParts(channel, isStep2, result.parts)
      if (!this.#accept(channel, result)) return
    }
    connection.send(syncStatusFrame(channel.address, true))
    this.#noteAnswered(channel, isStep2)
  }

  /**
   * A mark stands for all changes before it. Changes made before the client connected arrive with its answer to our step 1,
   * so the mark waits for that answer.
   */
  mark(channel: DocumentChannel, mark: number) {
    channel.mark = mark
    this.#passMark(channel)
  }

  #passMark(channel: DocumentChannel) {
    if (!channel.hasAnswered || channel.mark === null || !channel.participant?.connection) return
    this.#socket.onMark(channel.participant, channel.mark)
    channel.mark = null
  }

  #noteAnswered(channel: DocumentChannel, isStep2: boolean) {
    channel.hasAnswered ||= isStep2
    this.#passMark(channel)
  }

  /** An empty answer, or the deletions that the client has just received from us. */
  #bringsNothing(participant: Participant, update: Uint8Array): boolean {
    if (update.length === 2) return true
    const sent = update[0] === 0 && this.#cache.at(participant.chapterId)?.snapshot?.deletes
    return !!sent && Buffer.compare(update, sent) === 0
  }

  /** Whether the update was applied, and the client may go on. */
  #accept(channel: DocumentChannel, result: AppliedOrRefused): boolean {
    const participant = channel.participant!
    if (result.kind === 'refused') {
      this.#refuse(channel, result)
      return false
    }
    this.#cache.at(participant.chapterId)?.noteGap(participant.connection!)
    if (this.#structs.take(result.structs)) return true
    this.#socket.closeChannel(channel.address, participant, CLOSE.tooManyMessages)
    return false
  }

  #refuse({ address, participant }: DocumentChannel, { ending, why }: { ending: Ending; why: string }) {
    const { chapterId, personId } = participant!
    log.info({ chapter: chapterId, person: personId, why }, 'an update was refused')
    this.#socket.closeChannel(address, participant, ending)
  }

  /**
   * Refuses an update under the client id of somebody else. A step 2 may hold what that person wrote and the portal lost.
   * They are connected and send it themselves, so a moment later we ask this client again.
   */
  #refuseForeignClientId({ address, participant }: DocumentChannel, isStep2: boolean) {
    const { chapterId, personId } = participant!
    log.info(
      { chapter: chapterId, person: personId, isStep2 },
      'an update uses the client id of somebody else',
    )
    if (!isStep2) return this.#socket.closeChannel(address, participant, CLOSE.malformed)
    const ask = () => {
      const { connection } = participant!
      if (connection?.document.hasConnection(connection))
        connection.send(syncFrame(address, SYNC.step1, encodeStateVector(connection.document)))
    }
    setTimeout(ask, this.#limits.answerPauseMs).unref()
  }

  /** Applies a large update part by part, so that other clients get their turn in between; then what was held back. */
  async #takeParts(channel: DocumentChannel, isStep2: boolean, parts: Uint8Array[]) {
    const participant = channel.participant!
    const isOver = () =>
      !this.#socket.isOpen(channel) || !participant.connection || participant.connection.readOnly
    channel.busy = true
    try {
      for (const part of parts) {
        await nextTurn()
        if (isOver() || !this.#applyPart(channel, part)) return
      }
      await nextTurn()
      if (isOver()) return
      channel.busy = false
      participant.connection!.send(syncStatusFrame(channel.address, true))
      this.#noteAnswered(channel, isStep2)
      const { held } = channel
      for (let data = held.shift(); data && !isOver(); data = channel.busy ? undefined : held.shift())
        this.#socket.receive(channel, data)
      if (held.length === 0) channel.heldBytes = 0
    } catch (error) {
      log.debug({ err: error }, 'a malformed message')
      this.#socket.close(CLOSE.malformed)
    }
  }

  #applyPart(channel: DocumentChannel, part: Uint8Array): boolean {
    const connection = channel.participant!.connection!
    const reading = readSentUpdate(part, this.#limits.update)
    if (reading.kind === 'refused') return this.#accept(channel, reading)
    const result = checkAndApply(connection.document, part, reading.read, originOf(connection), this.#limits)
    // A part is never divided again.
    return result.kind !== 'split' && this.#accept(channel, result)
  }
}

type AppliedOrRefused = Exclude<ReturnType<typeof checkAndApply>, { kind: 'split' }>

function originOf(connection: Connection) {
  return { source: 'connection', connection }
}
