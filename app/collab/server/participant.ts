import type { Connection } from '@hocuspocus/server'
import type { Access, Ending } from '../protocol.ts'
import type { RightsQuery, Right } from './chapter-store.ts'

/** A person at a chapter through one connection. Two tabs of a person are two participants. */
export type Participant = {
  personId: string
  chapterId: string
  /** The session it was opened in, which it does not outlive; null where there is none to end. */
  session: string | null
  name: string
  /** Null while it is being decided. */
  access: Access | null
  /** Set once Hocuspocus has joined the participant to the document. */
  connection: Connection<ConnectionContext> | null
  /** Their Yjs client, once it has said where its caret is. */
  clientId: number | null
  colour: number
  /** What a look at the rights found while the participant was still being decided. */
  found: Pick<Right, 'access' | 'name'> | null
  /** Rights changed while the participant was still being taken. */
  lost: Ending | null
  /** Ends the participant with a private close code. */
  leave(ending: Ending): void
}
export type ConnectionContext = { participant: Participant }

/** A participant that is not decided upon yet. */
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
    found: null,
    lost: null,
    leave: (ending) => void (participant.lost = ending),
  }
  return participant
}

/** What a participant's right is asked for with. */
export function rightsQueryOf({ personId, chapterId, session }: Participant): RightsQuery {
  return { person: personId, chapter: chapterId, session }
}

/** Everyone at a chapter just now, in this process. */
export type Participants = ReturnType<typeof participantRegistry>

/** The live participants of this process, by chapter. */
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
