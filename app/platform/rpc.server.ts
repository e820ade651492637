import { z } from 'zod'
import type { Database, Functions } from './database.types.ts'
import type { Db } from './supabase.server.ts'

/** A function of the database, or a table of it. */
type Called = keyof Functions | keyof Database['public']['Tables']

/** What supabase-js answers. Without an answer from the database `status` is 0. */
type Reply = { data: unknown; error: { message: string; code?: string } | null; status: number }
type DataOf<R extends Reply> = Extract<R, { error: null }>['data']

/**
 * The database did not do what it was asked. `called` names the function or the table. `code` is the SQLSTATE, a code of the data
 * API (`PGRST…`), `unexpected` for an answer of another shape, and empty when no answer came. Callers ask for the code, never
 * for the message.
 */
export class DatabaseFault extends Error {
  readonly called: Called
  readonly code: string
  /** The status of the data API's answer; 0 when none came. */
  readonly status: number

  constructor(called: Called, { code, status, message }: { code: string; status: number; message: string }) {
    super(`${called}: ${message}`)
    this.name = 'DatabaseFault'
    this.called = called
    this.code = code
    this.status = status
  }
}

/** The states of the database that callers tell apart, by SQLSTATE. */
export const sqlState = {
  /** Another row has the value already. */
  uniqueViolation: '23505',
  /** Row-level security, or a missing grant. */
  notAllowed: '42501',
} as const

/**
 * Calls a function of the database and reads its answer through a schema. Throws a `DatabaseFault` when the call fails and when
 * the answer does not fit, so that an outcome that nobody handles is never taken for another one.
 */
export async function rpc<Name extends keyof Functions, T extends z.ZodType>(
  db: Pick<Db, 'rpc'>,
  name: Name,
  args: Functions[Name]['Args'],
  shape: T,
  { signal }: { signal?: AbortSignal } = {},
): Promise<z.infer<T>> {
  const call = db.rpc(name, args)
  const answer: unknown = await resultOf(name, signal ? call.abortSignal(signal) : call)
  const read = shape.safeParse(answer)
  if (read.success) return read.data
  const [issue] = read.error.issues
  // The path and the kind of fault say what is wrong; the value may be somebody's.
  const message = `answered in another shape (${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'unfit'})`
  throw new DatabaseFault(name, { code: 'unexpected', status: 200, message })
}

/** The answer of a function that says what happened in one word. */
export const outcome = <const Kinds extends readonly [string, ...string[]]>(...kinds: Kinds) =>
  z.object({ kind: z.enum(kinds) })

/** The answer of a function that says nothing. */
export const nothing = z.literal(['', null, undefined])

/** What a query on a table gave. Throws a `DatabaseFault` when it fails. Row-level security is silent: no rows can mean refused. */
export async function resultOf<R extends Reply>(called: Called, query: PromiseLike<R>): Promise<DataOf<R>> {
  const { data, error, status } = await query
  if (error) throw new DatabaseFault(called, { code: error.code ?? '', status, message: error.message })
  return data as DataOf<R>
}

/** Like `resultOf`, where some faults are expected: these are returned with their code, all others are thrown. */
export async function resultOr<R extends Reply, const Code extends string>(
  called: Called,
  query: PromiseLike<R>,
  expected: readonly Code[],
): Promise<{ ok: true; data: DataOf<R> } | { ok: false; code: Code }> {
  try {
    return { ok: true, data: await resultOf(called, query) }
  } catch (fault) {
    const code = fault instanceof DatabaseFault && expected.find((each) => each === fault.code)
    if (code) return { ok: false, code }
    throw fault
  }
}
