/** The part of the collaboration client that pages use. */
export type { ChapterSession, OpenOptions } from './chapter-session.ts'
export { openChapter } from './open-chapter.ts'
export { emptySentCopies, emptySentCopiesOfOthers, removeLocalCopy, withdrawLocalCopy } from './local-copy.ts'
export type { AwayReason, PersonPresent, SessionState, Status } from './session-state.ts'
