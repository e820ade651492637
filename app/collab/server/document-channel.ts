import type { answerLatest } from './answer-latest.ts'
import type { Participant } from './participant.ts'

/** One document on one socket. Until it is open, only the message with the ticket is passed on. */
export type DocumentChannel = {
  /** Names the document, and the provider on the client's side where a socket has several for one document. */
  readonly address: string
  state: 'new' | 'opening' | 'open'
  /** Null until Hocuspocus has opened the document. */
  participant: Participant | null
  /** Messages that wait until the document is open, or until a large update is applied. */
  held: Uint8Array[]
  heldBytes: number
  /**
   * Whether the client has answered our step 1. Before that a mark cannot be passed on: the changes that it stands for may
   * be in that answer.
   */
  hasAnswered: boolean
  mark: number | null
  /** A large update is being applied part by part. */
  busy: boolean
  /** Answers the client's step 1. */
  answers: ReturnType<typeof answerLatest<Uint8Array>> | null
}

export function newChannel(address: string): DocumentChannel {
  return {
    address,
    state: 'new',
    participant: null,
    held: [],
    heldBytes: 0,
    hasAnswered: false,
    mark: null,
    busy: false,
    answers: null,
  }
}
