import type { Connection } from '@hocuspocus/server'
import type { Access, Ending } from '../protocol.ts'
import type { Pair, Right } from './store.ts'

/** A person at a chapter through one connection. Two tabs of a person are two seats. */
export type Seat = {
  personId: string
  chapterId: string
  /** The session it was opened in, which it does not outlive; null where there is none to end. */
  session: string | null
  name: string
  /** Null while it is being decided. */
  access: Access | null
  /** Set once Hocuspocus has joined the seat to the document. */
  connection: Connection<SeatContext> | null
  /** Their Yjs client, once it has said where its caret is. */
  clientId: number | null
  colour: number
  /** What a look at the rights found while the seat was still being decided. */
  found: Pick<Right, 'access' | 'name'> | null
  /** Rights changed while the seat was still being taken. */
  lost: Ending | null
  /** Ends the seat with a private close code. */
  leave(ending: Ending): void
}
export type SeatContext = { seat: Seat }

/** A seat that is not decided upon yet. */
export function newSeat({ person, chapter, session }: Pair): Seat {
  const seat: Seat = {
    personId: person,
    chapterId: chapter,
    session,
    name: '',
    access: null,
    connection: null,
    clientId: null,
    colour: 0,
    found: null,
    lost: null,
    leave: (ending) => void (seat.lost = ending),
  }
  return seat
}

/** What a seat's right is asked for with. */
export function pairOf({ personId, chapterId, session }: Seat): Pair {
  return { person: personId, chapter: chapterId, session }
}

/** Everyone at a chapter just now, in this process. */
export type Seats = ReturnType<typeof seatPlan>

/** The live seats of this process, by chapter. */
export function seatPlan() {
  const byChapter = new Map<string, Set<Seat>>()
  let size = 0
  return {
    add(seat: Seat) {
      const there = byChapter.get(seat.chapterId)
      if (there) there.add(seat)
      else byChapter.set(seat.chapterId, new Set([seat]))
      size += 1
    },
    remove(seat: Seat) {
      const there = byChapter.get(seat.chapterId)
      if (!there?.delete(seat)) return
      size -= 1
      if (there.size === 0) byChapter.delete(seat.chapterId)
    },
    at: (chapterId: string): ReadonlySet<Seat> => byChapter.get(chapterId) ?? none,
    all: (): Seat[] => [...byChapter.values()].flatMap((there) => [...there]),
    ofPerson(personId: string): number {
      let n = 0
      for (const there of byChapter.values()) for (const seat of there) if (seat.personId === personId) n += 1
      return n
    },
    size: () => size,
  }
}
const none: ReadonlySet<Seat> = new Set()
