import type { PackedText } from './copies.ts'

/** What the threads are asked to do. */
export type Job =
  | { job: 'find'; chapter: string; knownFold: number | undefined }
  | { job: 'prepare'; text: PackedText }
  | { job: 'difference'; state: Uint8Array; clientVector: Uint8Array }
  | { job: 'fold' | 'lastGood'; chapter: string }
export type Task = Job & { id: number }
export type Answer = { id: number; value?: unknown; error?: { message: string; away: boolean } }
