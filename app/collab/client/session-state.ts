import type { Awareness } from 'y-protocols/awareness'
import { isPresence, type Access, type Presence } from '../protocol.ts'

/** Why nothing can be sent at the moment. */
export type AwayReason =
  | 'offline'
  | 'server-away'
  | 'database-away'
  | 'socket-blocked'
  | 'limit'
  | RefusedReason

/** Why the server refuses what was written here. Sending it again does not help. */
export type RefusedReason = (typeof REFUSED)[number]
export const REFUSED = ['update-too-large', 'chapter-full', 'not-allowed'] as const

/** What the page may say about a chapter. `changes`: how many are not confirmed as committed. */
export type Status =
  | { kind: 'opening'; reason?: AwayReason }
  | { kind: 'saved' }
  | { kind: 'saving' }
  | { kind: 'on-this-device'; changes: number; reason?: AwayReason }
  | { kind: 'read-only' }
  | { kind: 'access-changed'; changes: number }
  | { kind: 'signed-out'; changes: number }
  | { kind: 'editor-too-old'; changes: number }

/** A person in the chapter, however many tabs they have open. */
export type PersonPresent = { id: string; name: string; colour: number }

export type SessionState = {
  status: Status
  access: Access | null
  /** Everyone in the chapter, this person first. */
  people: readonly PersonPresent[]
  /** Whether the text is complete, so that it may be shown and edited. */
  ready: boolean
  /** When everything was last known to be committed. */
  lastSavedAt: Date | null
  /** Whether what is written is stored on this device. */
  kept: boolean
  /** Changes are stored neither at the portal nor on this device: they are lost when the page is closed. */
  atRisk: boolean
}

/** How long a connection may be lost before the page says so. */
export const GRACE_MS = 1_500
/** How long the page says that saving is under way. */
export const PATIENCE_MS = 5_000

export type Facts = {
  ended: 'access-changed' | 'editor-too-old' | null
  signedOut: boolean
  ready: boolean
  /** Connected and in sync with the server. */
  joined: boolean
  access: Access | null
  saved: boolean
  unsaved: number
  /** For how many milliseconds something has been unsaved, and for how many there has been no connection. */
  unsavedFor: number
  awayFor: number
  reason: AwayReason | undefined
}

/** The status that follows from the facts. Pure. */
export function statusOf(facts: Facts): Status {
  const { unsaved: changes, reason } = facts
  const away = (reason: AwayReason | undefined): Status => ({
    kind: 'on-this-device',
    changes,
    ...(reason && { reason }),
  })
  if (facts.ended === 'access-changed') return { kind: 'access-changed', changes }
  if (facts.ended === 'editor-too-old') return { kind: 'editor-too-old', changes }
  if (facts.signedOut) return { kind: 'signed-out', changes }
  if (!facts.ready) return { kind: 'opening', ...(reason && { reason }) }
  if (!facts.joined) {
    if (facts.awayFor >= GRACE_MS) return away(reason)
    return changes > 0 || facts.access === null ? { kind: 'saving' } : readOnlyOr(facts, { kind: 'saved' })
  }
  if (facts.saved) return readOnlyOr(facts, { kind: 'saved' })
  // Somebody who may only read now cannot send what they wrote before. It stays on this device.
  if (facts.access !== 'edit') return changes > 0 ? away(undefined) : { kind: 'read-only' }
  return facts.unsavedFor >= PATIENCE_MS ? away('database-away') : { kind: 'saving' }
}

function readOnlyOr(facts: Facts, status: Status): Status {
  if (facts.access === 'edit' || facts.access === null) return status
  return facts.unsaved > 0 ? { kind: 'on-this-device', changes: facts.unsaved } : { kind: 'read-only' }
}

/** The people in an awareness, each once, this person first. */
export function peopleIn(awareness: Awareness, you: Presence | null): PersonPresent[] {
  const people = new Map<string, PersonPresent>()
  if (you) people.set(you.id, { id: you.id, name: you.name, colour: you.colour })
  for (const [clientId, state] of awareness.getStates()) {
    const { user } = state as { user?: unknown }
    if (clientId === awareness.clientID || !isPresence(user) || people.has(user.id)) continue
    people.set(user.id, { id: user.id, name: user.name, colour: user.colour })
  }
  return [...people.values()]
}
