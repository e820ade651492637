import type { Connection } from '@hocuspocus/server'
import type { Access, Ending } from '../protocol.ts'
import type { RightsQuery, Right } from './chapter-store.ts'

/** A person in a chapter through one connection. Two tabs of one person are two participants. */
export type Participant = {
  personId: string
  chapterId: string
  /** The session in which the ticket was issued. The connection ends with it; null where there is none. */
  session: string | null
  name: string
  /** Null until it is decided. */
  access: Access | null
  /** Set when Hocuspocus has opened the document. */
  connection: Connection<ConnectionContext> | null
  /** The Yjs client id, known from its first awareness message. */
  clientId: number | null
  colour: number
  /** What the rights watcher found while access was not decided yet. */
  latestRight: Pick<Right, 'access' | 'name'> | null
  /** Set when the participant has to leave before the document is open. */
  revoked: Ending | null
  /** Closes the connection with a private close code. */
  leave(ending: Ending): void
}
export type ConnectionContext = { participant: Participant }

/** A participant whose access is not decided yet. */
export function newParticipant({ person, chapter, session }: RightsQuery): Participant {
  const participant: Participant = {
    personId: person,
    chapterId: chapter,
    session,
    name: '',
    access: null,
    connection: null,
    clientId: null,
    colour: 0,
    latestRight: null,
    revoked: null,
    leave: (ending) => void (participant.revoked = ending),
  }
  return participant
}

export function rightsQueryOf({ personId, chapterId, session }: Participant): RightsQuery {
  return { person: personId, chapter: chapterId, session }
}

export type Participants = ReturnType<typeof participantRegistry>

/** The participants of this process, by chapter. */
export function participantRegistry() {
  const byChapter = new Map<string, Set<Participant>>()
  let size = 0
  return {
    add(participant: Participant) {
      const there = byChapter.get(participant.chapterId)
      if (there) there.add(participant)
      else byChapter.set(participant.chapterId, new Set([participant]))
      size += 1
    },
    remove(participant: Participant) {
      const there = byChapter.get(participant.chapterId)
      if (!there?.delete(participant)) return
      size -= 1
      if (there.size === 0) byChapter.delete(participant.chapterId)
    },
    at: (chapterId: string): ReadonlySet<Participant> => byChapter.get(chapterId) ?? none,
    all: (): Participant[] => [...byChapter.values()].flatMap((there) => [...there]),
    ofPerson(personId: string): number {
      let n = 0
      for (const there of byChapter.values())
        for (const participant of there) if (participant.personId === personId) n += 1
      return n
    },
    size: () => size,
  }
}
const none: ReadonlySet<Participant> = new Set()
