import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { paperToRead } from '../apply/queries.server.ts'
import type { QueueQuery } from './schema.ts'
import { Queue, ReviewCase, Waiting } from './shapes.ts'

/** One page of the queue of applications; null for who does not coordinate. */
export async function applicationQueue(db: Db, query: QueueQuery): Promise<Queue | null> {
  const { state, assigned, q, sort, page } = query
  return rpc(db, 'application_queue', { state, assigned, words: q, sort, page }, Queue.nullable())
}

/** A case whole; null for who does not coordinate, and for a number that was never given. */
export async function applicationCase(db: Db, number: string): Promise<ReviewCase | null> {
  if (!/^[1-9]\d{0,8}$/.test(number)) return null
  return rpc(db, 'application_case', { number: Number(number) }, ReviewCase.nullable())
}

/** What waits for the alliance; null for who does not coordinate. */
export async function applicationsWaiting(db: Db): Promise<Waiting | null> {
  return rpc(db, 'applications_waiting', {}, Waiting.nullable())
}

/** A paper of a submitted application with its bytes; null for who does not coordinate. */
export const paperOfCase = (db: Db, paper: string) => paperToRead(db, { paper, token: null })
