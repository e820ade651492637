import { useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'

export interface Person {
  /** Who it is, as far as the server says; two tabs of one person share it. */
  key: string
  name: string
  /** 0 to 11: the number of a caret colour. */
  colour: number
}

/** The `user` field of an awareness state, if it is one: `{ id?, name, colour }` as set by the server. */
export function asPerson(user: unknown): Person | null {
  if (typeof user !== 'object' || user === null) return null
  const { id, name, colour } = user as { id?: unknown; name?: unknown; colour?: unknown }
  if (typeof name !== 'string' || name.trim() === '') return null
  const number = Number.isInteger(colour) ? (colour as number) : 0
  return {
    key: typeof id === 'string' && id ? id : name,
    name: name.slice(0, 80),
    colour: ((number % 12) + 12) % 12,
  }
}

/** Everybody in the chapter, each person once however many tabs they have open, in order of their names. */
export function presentPeople(awareness: Awareness): Person[] {
  const people = new Map<string, Person>()
  for (const state of awareness.getStates().values()) {
    const person = asPerson((state as { user?: unknown } | null)?.user)
    if (person && !people.has(person.key)) people.set(person.key, person)
  }
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name))
}

const NOBODY: Person[] = []

/** `presentPeople`, kept up to date; the same array as long as nobody comes or goes. */
export function usePresence(awareness: Awareness | null): Person[] {
  const store = awareness ? presenceStore(awareness) : null
  return useSyncExternalStore(
    store?.subscribe ?? (() => () => {}),
    store?.read ?? (() => NOBODY),
    () => NOBODY,
  )
}

interface PresenceStore {
  subscribe: (onChange: () => void) => () => void
  read: () => Person[]
}

const stores = new WeakMap<Awareness, PresenceStore>()

function presenceStore(awareness: Awareness): PresenceStore {
  const known = stores.get(awareness)
  if (known) return known
  let people = NOBODY
  let written = '[]'
  const store: PresenceStore = {
    subscribe: (onChange) => {
      awareness.on('change', onChange)
      return () => awareness.off('change', onChange)
    },
    read: () => {
      const now = presentPeople(awareness)
      const nowWritten = JSON.stringify(now)
      if (nowWritten !== written) [people, written] = [now, nowWritten]
      return people
    },
  }
  stores.set(awareness, store)
  return store
}
