/**
 * Where `@supabase/lite` needs a hand: a shorter way to say who asks (decision 006), and the grants of our migrations, which
 * lite would open to everyone.
 */
import type { Kysely } from 'kysely'
import { unread } from './one-session.ts'

type Transaction = Pick<Kysely<unknown>, 'executeQuery'>
type Caller = {
  auth?: { role?: string; uid?: unknown; jwt?: unknown }
  storage?: { operation?: unknown }
}
type RpcRequest = { method: string; path: string; requestHeaders?: Record<string, string> }
/** The two methods by which lite tells Postgres, setting after setting, on whose behalf a call is made. */
type Context = {
  ensureRlsContext?(): Promise<boolean>
  applyJwtSessionContext?(transaction: Transaction, caller: Caller): Promise<void>
  applyRpcRequestGucs?(transaction: Transaction, request: RpcRequest): Promise<void>
}

/**
 * Keeps the grants as the migrations wrote them. At its first call lite makes the three roles and then grants every table to
 * all of them, which leaves column grants without effect; the roles are there already. Throws where lite does it another way.
 */
export function keepGrants(connection: object): void {
  const context = connection as Context
  if (!context.ensureRlsContext)
    throw new Error('@supabase/lite prepares row-level security in another way now')
  context.ensureRlsContext = async () => true
}

/** Has a connection say all settings of a call in one statement each, where lite sends up to eleven. */
export function sayWhoAsksAtOnce(connection: object): void {
  const context = connection as Context
  if (!context.applyJwtSessionContext || !context.applyRpcRequestGucs) return
  context.applyJwtSessionContext = (transaction, { auth, storage }) => {
    const role = auth?.role || 'anon'
    return set(transaction, {
      role,
      'request.jwt.claim.sub': String(auth?.uid ?? ''),
      'request.jwt.claim.role': role,
      'storage.operation': String(storage?.operation ?? ''),
      ...(isObject(auth?.jwt) && { 'request.jwt.claims': JSON.stringify(auth.jwt) }),
    })
  }
  context.applyRpcRequestGucs = (transaction, { method, path, requestHeaders }) =>
    set(transaction, {
      'response.status': '',
      'response.headers': '',
      'request.method': method,
      'request.path': path,
      'request.headers': JSON.stringify(requestHeaders ?? {}),
    })
}

/** Settings of the running transaction, in this order. */
async function set(transaction: Transaction, settings: Record<string, string>): Promise<void> {
  const pairs = Object.entries(settings)
  const calls = pairs.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`)
  await transaction.executeQuery(unread(`select ${calls.join(', ')}`, pairs.flat()))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
