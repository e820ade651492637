/**
 * Opens a chapter cold without building the document: the same messages as the provider, at next to no cost
 * here. Eight clients of a storm sit on eight machines; on this one their work must not take the server's processor.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { now } from './clock.ts'
import { askTicket, fetchSnapshot, openEditor } from './editor.ts'
import type { OpenRequest } from './protocol.ts'

const SYNC = 0
const AUTH = 2
const SYNC_STATUS = 8
const STEP_1 = 0
const STEP_2 = 1
const EMPTY = new Uint8Array([0, 0])
const impatience = 60_000

/** What a complete client answers when the server asks what it has: learned once from a real one. */
export type Learned = {
  vector: Uint8Array
  answer: Uint8Array
  /** The whole state as the websocket carries it (format 1), and as a snapshot does (format 2). */
  bytes: number
  snapshotBytes: number
}

/** Opens the chapter once with the real provider and keeps what the light clients need to speak like it. */
export async function learn(request: OpenRequest): Promise<Learned> {
  const { doc, leave } = await openEditor(request)
  const vector = Y.encodeStateVector(doc)
  const learned = {
    vector,
    answer: Y.encodeStateAsUpdate(doc, vector),
    bytes: Y.encodeStateAsUpdate(doc).length,
    snapshotBytes: Y.encodeStateAsUpdateV2(doc).length,
  }
  leave()
  return learned
}

/** Milliseconds until everything was received. Rejects when less than the chapter came, or the server refused. */
export async function openLightly(request: OpenRequest, learned: Learned): Promise<number> {
  const { target, chapter, visitor, plain } = request
  const started = now()
  let token = 'none'
  let received = 0
  if (target.side === 'portal') {
    const [ticket, snapshot] = await Promise.all([
      askTicket(target, chapter, visitor),
      plain ? null : fetchSnapshot(target, chapter, visitor),
    ])
    token = ticket
    received += snapshot?.update.length ?? 0
  }
  const withSnapshot = received > 0
  const name = `chapter:${chapter}`

  return new Promise((resolve, reject) => {
    const socket = new WebSocket(target.socket)
    let ms = 0
    let complete = withSnapshot
    const late = setTimeout(() => reject(new Error('an opening took more than a minute')), impatience)
    const frame = (type: number, write: (encoder: encoding.Encoder) => void) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarString(encoder, name)
      encoding.writeVarUint(encoder, type)
      write(encoder)
      socket.send(encoding.toUint8Array(encoder))
    }
    const sync = (step: number, bytes: Uint8Array) =>
      frame(SYNC, (encoder) => {
        encoding.writeVarUint(encoder, step)
        encoding.writeVarUint8Array(encoder, bytes)
      })
    socket.on('open', () => {
      frame(AUTH, (encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, token)
        encoding.writeVarString(encoder, '4.7.0')
      })
      sync(STEP_1, withSnapshot ? learned.vector : new Uint8Array([0]))
    })
    socket.on('message', (data: Buffer) => {
      received += data.length
      const decoder = decoding.createDecoder(data)
      if (data.length === 1) return
      decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      if (type === AUTH && decoding.readVarUint(decoder) === 1)
        reject(new Error(`refused: ${decoding.readVarString(decoder)}`))
      if (type === SYNC) {
        const step = decoding.readVarUint(decoder)
        if (step === STEP_1) sync(STEP_2, complete ? learned.answer : EMPTY)
        else if (step === STEP_2) {
          complete = true
          ms = now() - started
          const whole = withSnapshot ? learned.snapshotBytes : learned.bytes
          if (received < whole * 0.99) reject(new Error(`incomplete: ${received} of ${whole} bytes`))
        }
      }
      // A client that just opened a chapter stays: it hears that its own answer was taken before it leaves here.
      if (type === SYNC_STATUS && ms > 0) socket.close()
    })
    socket.on('error', reject)
    socket.on('close', (code, reason) => {
      clearTimeout(late)
      if (ms > 0) resolve(ms)
      else reject(new Error(`closed: ${code} ${reason.toString()}`))
    })
  })
}
