/** What pages may use of the wire. */
export { openChapter, type ChapterSession, type OpenOptions } from './open-chapter.ts'
export { emptySentCopies, emptySentCopiesOfOthers, removeLocalCopy, withdrawLocalCopy } from './local-copy.ts'
export type { AwayReason, PersonPresent, SessionState, Status } from './session-state.ts'
