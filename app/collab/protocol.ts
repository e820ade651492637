/**
 * The protocol between client and server: document names, close codes and stateless messages. Isomorphic, without
 * dependencies. Hocuspocus defines the sync protocol itself.
 */

/** Path of the websocket. */
export const COLLAB_PATH = '/collab'

/** The HTTP header with the state vector of a snapshot, in base64. It is missing when it would be too long. */
export const STATE_VECTOR_HEADER = 'Chapter-State-Vector'

/** Decodes base64. Throws when the text is not base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

/** The name of the `Y.XmlFragment` that contains the text of a chapter. */
export const DOCUMENT_FIELD = 'default'

/** Access levels of a chapter, lowest first. */
export const ACCESS_LEVELS = ['read', 'comment', 'suggest', 'edit'] as const
export type Access = (typeof ACCESS_LEVELS)[number]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a value is a UUID in lower case with hyphens. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

/** The name of a chapter's document in the protocol: `chapter:<uuid>`. */
export function documentName(chapterId: string): string {
  return `chapter:${chapterId}`
}

/** The chapter id in a document name; null for any other name. */
export function chapterOf(name: unknown): string | null {
  if (typeof name !== 'string' || !name.startsWith('chapter:')) return null
  const id = name.slice(8)
  return isUuid(id) ? id : null
}

/**
 * Why the server closes a connection. `reason` is sent to the client and is the key of a sentence in the `collab` texts.
 * `again` says what a client does next: ask for a new ticket, come back later, or stop.
 */
export const CLOSE = {
  malformed: { code: 4400, reason: 'malformed', again: 'later' },
  ticketRefused: { code: 4401, reason: 'ticket-refused', again: 'ticket' },
  rightsChanged: { code: 4403, reason: 'rights-changed', again: 'ticket' },
  noAccess: { code: 4405, reason: 'no-access', again: 'never' },
  chapterGone: { code: 4404, reason: 'chapter-gone', again: 'never' },
  editorTooOld: { code: 4409, reason: 'editor-too-old', again: 'never' },
  messageTooBig: { code: 4413, reason: 'message-too-big', again: 'never' },
  updateTooLarge: { code: 4414, reason: 'update-too-large', again: 'never' },
  chapterFull: { code: 4415, reason: 'chapter-full', again: 'never' },
  notAllowed: { code: 4422, reason: 'not-allowed', again: 'never' },
  tooManyConnections: { code: 4429, reason: 'too-many-connections', again: 'later' },
  tooManyMessages: { code: 4430, reason: 'too-many-messages', again: 'later' },
  tooSlow: { code: 4431, reason: 'too-slow', again: 'later' },
  loadFailed: { code: 4500, reason: 'load-failed', again: 'later' },
  reload: { code: 4502, reason: 'reload', again: 'later' },
  goingAway: { code: 4503, reason: 'going-away', again: 'later' },
} as const
export type CloseName = keyof typeof CLOSE
export type Ending = (typeof CLOSE)[CloseName]
export type CloseReason = Ending['reason']

const endings = Object.values(CLOSE) as Ending[]

/** The ending with this reason; undefined for an unknown reason. */
export function endingOf(reason: string): Ending | undefined {
  return endings.find((ending) => ending.reason === reason)
}

/** Server → client after a commit: everything that this state vector covers is in the database. */
export type Stored = {
  type: 'stored'
  /** Base64 of an encoded Yjs state vector. */
  stateVector: string
  /** The highest mark of this connection up to which all changes, deletions included, are committed. */
  mark?: number
}

/**
 * Client → server: asks to be told when everything sent before this is committed. The state vector alone is not enough,
 * because a deletion does not change it.
 */
export type Mark = { type: 'mark'; mark: number }

/** Server → client when a chapter is open: how others see this person, and their access. */
export type You = { type: 'you'; you: Presence; access: Access }

export type ServerMessage = Stored | You
export type ClientMessage = Mark

/** Parses a stateless message of the server; null for anything else. */
export function parseServerMessage(payload: string): ServerMessage | null {
  const value = parse(payload)
  if (value?.type === 'you') {
    const { you, access } = value as Partial<You>
    return isPresence(you) && access && ACCESS_LEVELS.includes(access) ? { type: 'you', you, access } : null
  }
  if (value?.type !== 'stored' || typeof value.stateVector !== 'string') return null
  return typeof value.mark === 'number'
    ? { type: 'stored', stateVector: value.stateVector, mark: value.mark }
    : { type: 'stored', stateVector: value.stateVector }
}

/** Parses a stateless message of a client; null for anything else. */
export function parseClientMessage(payload: string): ClientMessage | null {
  if (payload.length > 200) return null
  const value = parse(payload)
  if (value?.type !== 'mark' || !Number.isSafeInteger(value.mark)) return null
  return { type: 'mark', mark: value.mark as number }
}

function parse(payload: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** The answer to `POST /collab/ticket`. */
export type TicketReply = {
  token: string
  /** The person in the ticket. It is another one than before if somebody else has signed in meanwhile. */
  person: string
  access: Access
  /** ISO time in UTC. */
  expiresAt: string
  /** Where a client without a local copy fetches the snapshot. */
  snapshot: { url: string; etag?: string }
}
export type TicketRefusal = {
  error: 'signed-out' | 'no-access' | 'editor-too-old' | 'bad-request' | 'unavailable'
}

/** The `user` field of an awareness state; the server sets it. */
export type Presence = {
  /** Id of the person: two tabs are one person. */
  id: string
  name: string
  /** 0–11: which of the twelve caret colours. */
  colour: number
  /** The same colour as a CSS value, for Tiptap's caret. */
  color: string
}

/** Whether a value is a `Presence`. */
export function isPresence(value: unknown): value is Presence {
  const user = value as Partial<Presence> | null | undefined
  return (
    typeof user?.id === 'string' &&
    typeof user.name === 'string' &&
    typeof user.colour === 'number' &&
    typeof user.color === 'string'
  )
}

export const CARET_COLOURS = 12

/** A caret colour as the design system defines it, `--caret-0` … `--caret-11`. */
export function caretColour(colour: number): string {
  return `var(--caret-${colour})`
}
