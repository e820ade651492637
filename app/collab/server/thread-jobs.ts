import type { ChapterSnapshot } from './packed-snapshots.ts'

/** A job for a worker thread. */
export type Job =
  | { job: 'find'; chapter: string; knownVersion: number | undefined }
  | { job: 'prepare'; text: ChapterSnapshot }
  | { job: 'difference'; state: Uint8Array; clientVector: Uint8Array }
  | { job: 'makeSnapshot' | 'lastGood'; chapter: string }
export type Task = Job & { id: number }
export type Answer = { id: number; value?: unknown; error?: { message: string; away: boolean } }
