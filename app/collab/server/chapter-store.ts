import type { Functions, Json } from '#app/platform/database.types.ts'
import type { ServiceDb } from '#app/platform/supabase-service.server.ts'
import { ACCESS_LEVELS, type Access } from '../protocol.ts'

export type Append = { chapter: string; person: string | null; update: Uint8Array }
export type Appended = { stored: Record<string, number>; gone: string[] }
export type JournalRow = { id: number; person: string | null; at: number; update: Uint8Array }
export type ChapterState = {
  exists: boolean
  /** Which snapshot this is; 0 before the first one. */
  version: number
  /** As `pack` made it. Null before the first one, and when the caller has this one already. */
  snapshot: Uint8Array | null
  stateVector: Uint8Array | null
  /** The snapshot is known to hold nothing but what an editor writes. */
  clean: boolean
  rows: JournalRow[]
}
export type Stretch = {
  id: number | null
  person: string | null
  /** Milliseconds since 1970. */
  began: number
  ended: number
  changes: number
  bytes: number
  /** A Yjs update in format 2, compressed with brotli. */
  update: Uint8Array
}
export type NewSnapshot = {
  base: number
  ids: number[]
  /** As `pack` made it. */
  state: Uint8Array
  stateVector: Uint8Array
  clean: boolean
  schema: number
  history: Stretch[]
  text: { content: Json; plain: string; words: number; outline: Json } | null
}
export type SaveOutcome = { kind: 'saved'; version: number } | { kind: 'stale' } | { kind: 'gone' }
/** Asks for the right of a person to a chapter. With a session, the right ends when the session ends. */
export type RightsQuery = { person: string; chapter: string; session: string | null }
/** `name` is null when there is no such person or when the session has ended. */
export type Right = RightsQuery & { access: Access | null; name: string | null }

/** All database calls of the collaboration server. Every call rejects with a `StoreError`. */
export type ChapterStore = {
  append(batch: Append[]): Promise<Appended>
  state(chapter: string, known?: number): Promise<ChapterState>
  openHistory(chapter: string, since: number): Promise<Stretch[]>
  /** The complete history in all snapshots, oldest first. */
  wholeHistory(chapter: string): Promise<{ began: number; update: Uint8Array }[]>
  saveSnapshot(chapter: string, snapshot: NewSnapshot): Promise<SaveOutcome>
  /** Notes for the lead editor that no snapshot could be made. The next snapshot removes the note. */
  noteFault(chapter: string, reason: string): Promise<void>
  rights(pairs: RightsQuery[]): Promise<Right[]>
  /** Returns another value whenever something that affects rights has changed. */
  rightsClock(): Promise<string>
}

/** A call that failed. `away`: the database could not be reached, so the same call may succeed later. */
export class StoreError extends Error {
  readonly away: boolean
  constructor(message: string, away: boolean) {
    super(message)
    this.name = 'StoreError'
    this.away = away
  }
}

const CALL_MS = 15_000
const base64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

type StateReply = {
  exists: boolean
  fold: number
  snapshot: string | null
  snapshotVector: string | null
  clean: boolean
  updates: string[]
  ids: number[]
  people: (string | null)[]
  times: number[]
}
type SaveReply = { kind: 'folded'; fold: number } | { kind: 'stale' | 'gone' }
type StretchReply = Omit<Stretch, 'update' | 'ended'> & { update: string }

/** The store in Supabase. `db` uses the service role. */
export function supabaseStore(db: Pick<ServiceDb, 'rpc'>): ChapterStore {
  async function call<T, Name extends keyof Functions = keyof Functions>(
    name: Name,
    args: Functions[Name]['Args'],
  ): Promise<T> {
    let reply: { data: unknown; error: { message: string } | null; status: number }
    try {
      reply = await db.rpc(name, args).abortSignal(AbortSignal.timeout(CALL_MS))
    } catch (error) {
      throw new StoreError(`${name}: ${error instanceof Error ? error.message : String(error)}`, true)
    }
    // Without an answer supabase-js reports status 0. A proxy before the database answers 502 to 504.
    if (reply.error) {
      const away = reply.status === 0 || reply.status >= 502 || reply.status === 429
      throw new StoreError(`${name}: ${reply.error.message}`, away)
    }
    return reply.data as T
  }

  return {
    append: (batch) =>
      call('append_updates', {
        batch: batch.map(({ chapter, person, update }) => ({ chapter, person, update: base64(update) })),
      }),
    async state(chapter, known) {
      const reply = await call<StateReply>('chapter_state', { chapter, known: known ?? null })
      return {
        exists: reply.exists,
        version: reply.fold,
        snapshot: reply.snapshot === null ? null : bytes(reply.snapshot),
        stateVector: reply.snapshotVector === null ? null : bytes(reply.snapshotVector),
        clean: reply.clean,
        rows: reply.updates.map((update, i) => ({
          id: reply.ids[i]!,
          person: reply.people[i] ?? null,
          at: reply.times[i]!,
          update: bytes(update),
        })),
      }
    },
    async openHistory(chapter, since) {
      const reply = await call<StretchReply[]>('chapter_open_history', {
        chapter,
        since: new Date(since).toISOString(),
      })
      return reply.map((stretch) => ({ ...stretch, ended: stretch.began, update: bytes(stretch.update) }))
    },
    async wholeHistory(chapter) {
      const reply = await call<{ began: number; update: string }[]>('chapter_whole_history', { chapter })
      return reply.map(({ began, update }) => ({ began, update: bytes(update) }))
    },
    async saveSnapshot(chapter, snapshot) {
      const reply = await call<SaveReply>('fold_chapter', {
        chapter,
        folded: {
          ...snapshot,
          state: base64(snapshot.state),
          stateVector: base64(snapshot.stateVector),
          history: snapshot.history.map((stretch) => ({ ...stretch, update: base64(stretch.update) })),
        },
      })
      return reply.kind === 'folded' ? { kind: 'saved', version: reply.fold } : reply
    },
    noteFault: (chapter, reason) => call('note_chapter_fault', { chapter, reason }),
    async rights(pairs) {
      const reply = await call<Right[]>('chapter_access_of', { pairs })
      return reply.map((right) => ({
        ...right,
        access: right.access !== null && ACCESS_LEVELS.includes(right.access) ? right.access : null,
      }))
    },
    rightsClock: () => call('rights_clock', {}),
  }
}
