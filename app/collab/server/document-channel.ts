import type { answerLatest } from './answer-latest.ts'
import type { Participant } from './participant.ts'

/** One document of one socket. Nothing but the token passes before it is open. */
export type DocumentChannel = {
  state: 'new' | 'opening' | 'open'
  participant: Participant | null
  held: Uint8Array[]
  heldBytes: number
  /** Whether they have told what we lack. Until then a mark says nothing: what it covers may be in that. */
  told: boolean
  mark: number | null
  /** A large update of theirs is being taken part by part; what they send meanwhile is held. */
  busy: boolean
  /** Answers what they say that they have. */
  answers: ReturnType<typeof answerLatest<Uint8Array>> | null
}

export function newChannel(): DocumentChannel {
  return {
    state: 'new',
    participant: null,
    held: [],
    heldBytes: 0,
    told: false,
    mark: null,
    busy: false,
    answers: null,
  }
}
