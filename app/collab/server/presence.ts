import { createHash } from 'node:crypto'
import type { Document } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate } from 'y-protocols/awareness'
import { CARET_COLOURS, caretColour, documentName, isPresence, type Presence } from '../protocol.ts'
import type { Participant, Participants } from './participant.ts'

export type Present = { personId: string; name: string; colour: number }

/** One tab has one client; a message with more clients than this is malformed. */
const MOST_CLIENTS = 1_000
const MOST_BYTES = 16 * 1024

/**
 * Applies the awareness state that a client sends for itself. The server sets its name and colour. States for other clients
 * are dropped.
 */
export function applyAwareness(
  participant: Participant,
  update: Uint8Array,
  participants: Participants,
): void {
  const connection = participant.connection
  if (!connection) return
  const decoder = decoding.createDecoder(update)
  const clients = decoding.readVarUint(decoder)
  if (clients > MOST_CLIENTS) throw new Error('too many clients in one awareness message')
  for (let i = 0; i < clients; i += 1) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const text = decoding.readVarString(decoder)
    if (text.length > MOST_BYTES || !claimClientId(participant, clientId, participants, connection.document))
      continue
    const state: unknown = JSON.parse(text)
    if (state !== null && (typeof state !== 'object' || Array.isArray(state))) continue
    applyAwarenessUpdate(
      connection.document.awareness,
      encode(clientId, clock, state && { ...state, user: presenceOf(participant) }),
      { source: 'connection', connection },
    )
    if (state) connection.document.connections.get(connection)?.clients.add(clientId)
    return
  }
}

/** The `user` field in the awareness state of a participant. */
export function presenceOf(participant: Participant): Presence {
  return {
    id: participant.personId,
    name: participant.name,
    colour: participant.colour,
    color: caretColour(participant.colour),
  }
}

/**
 * Whether a participant may use a client id. Each has one. The same person may come back with it before the server notices
 * that their old connection is dead.
 */
function claimClientId(
  participant: Participant,
  clientId: number,
  participants: Participants,
  document: Document,
): boolean {
  if (participant.clientId !== null) return participant.clientId === clientId
  for (const other of participants.at(participant.chapterId)) {
    if (other === participant || other.clientId !== clientId) continue
    if (other.personId !== participant.personId) return false
    if (other.connection) document.connections.get(other.connection)?.clients.delete(clientId)
    other.clientId = null
  }
  participant.clientId = clientId
  return true
}

function encode(clientId: number, clock: number, state: object | null): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, clientId)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}

/** The colour of a person in a chapter: always the same one, unless somebody else there has it already. */
export function colourFor(
  { personId, chapterId }: Pick<Participant, 'personId' | 'chapterId'>,
  participants: Participants,
  elsewhere: Iterable<Present> = [],
): number {
  const taken = new Set<number>()
  const decided = [...participants.at(chapterId)].filter((participant) => participant.access !== null)
  for (const present of [...decided, ...elsewhere]) {
    if (present.personId === personId && present.colour !== null) return present.colour
    taken.add(present.colour)
  }
  const first = createHash('sha1').update(`${personId} ${chapterId}`).digest()[0]! % CARET_COLOURS
  for (let i = 0; i < CARET_COLOURS; i += 1) {
    const colour = (first + i) % CARET_COLOURS
    if (!taken.has(colour)) return colour
  }
  return first
}

/** The people in the awareness of a document, those of other processes included. */
export function presentIn(document: Document | undefined): Present[] {
  const found: Present[] = []
  for (const state of document?.awareness.getStates().values() ?? []) {
    const { user } = state as { user?: unknown }
    if (!isPresence(user)) continue
    found.push({ personId: user.id, name: user.name, colour: user.colour })
  }
  return found
}

/** Who is in these chapters at the moment. Each person appears once for a chapter. */
export function whoIsIn(
  chapterIds: readonly string[],
  participants: Participants,
  documents: ReadonlyMap<string, Document>,
): Map<string, Present[]> {
  return new Map(
    chapterIds.map((id) => {
      const people = new Map<string, Present>()
      for (const { personId, name, colour, access } of participants.at(id))
        if (access) people.set(personId, { personId, name, colour })
      for (const present of presentIn(documents.get(documentName(id)))) {
        if (!people.has(present.personId)) people.set(present.personId, present)
      }
      return [id, [...people.values()]]
    }),
  )
}
