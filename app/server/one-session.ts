/**
 * PGlite is a single session of Postgres, and `@supabase/lite` 0.10 lets the transactions of all callers into it as they come.
 * Here each has the session to itself, and says in one message what it would otherwise say in thirty (decision 017).
 */
import { messages, parse, protocol, type PGlite } from '@electric-sql/pglite'
import type { PgliteConnection } from '@supabase/lite/pglite'
import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'

const { serialize } = protocol

/** A transaction that says nothing for so long is rolled back: whoever waits behind it must not wait for ever. */
const IDLE_MS = 30_000
/** Of so many statements it is remembered what types their values have. */
const MOST_KNOWN = 1_000

/** Has everything that a connection does through Kysely take turns. To be called before an `App` is made of it. */
export function takeTurns(connection: PgliteConnection, { idleMs = IDLE_MS } = {}): void {
  const types = new Map<string, number[]>()
  connection.kysely = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => new TurnTaker(connection.driver, types, idleMs),
    },
  })
}

const forLater = new WeakSet<CompiledQuery>()

/** A statement whose answer nobody reads: within a transaction it goes out together with the next one that is read. */
export function unread(sql: string, parameters: string[]): CompiledQuery {
  const query = CompiledQuery.raw(sql, parameters)
  forLater.add(query)
  return query
}

class TurnTaker implements Driver {
  readonly #database: PGlite
  readonly #types: Map<string, number[]>
  readonly #idleMs: number

  constructor(database: PGlite, types: Map<string, number[]>, idleMs: number) {
    this.#database = database
    this.#types = types
    this.#idleMs = idleMs
  }

  init(): Promise<void> {
    return this.#database.waitReady
  }

  /** Waits for all who came before, and for what is said to the database by other ways than Kysely. */
  acquireConnection(): Promise<Turn> {
    return new Promise((begin, fail) => {
      const take = () => {
        if (this.#database.closed) throw new Error('The database is closed.')
        const turn = new Turn(this.#database, this.#types, this.#idleMs)
        begin(turn)
        return turn.ended
      }
      this.#database.runExclusive(async () => take()).catch(fail)
    })
  }

  async beginTransaction(turn: Turn) {
    turn.begin()
  }

  commitTransaction(turn: Turn) {
    return turn.close('COMMIT')
  }

  rollbackTransaction(turn: Turn) {
    return turn.close('ROLLBACK')
  }

  async releaseConnection(turn: Turn) {
    turn.end()
  }

  /** Closing the database is the connection's part. */
  async destroy() {}
}

/** One caller's time at the session: a transaction, or a single statement. */
class Turn implements DatabaseConnection {
  readonly ended: Promise<void>
  readonly #database: PGlite
  readonly #types: Map<string, number[]>
  readonly #idleMs: number
  #end!: () => void
  /** Said together with the next statement. */
  #ahead: Uint8Array[] = []
  #inTransaction = false
  /** Whether Postgres has heard of the transaction. */
  #begun = false
  #idle: NodeJS.Timeout | undefined
  #over: string | null = null
  /** What was asked last: one after the other, as PGlite keeps the answer of one only. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(database: PGlite, types: Map<string, number[]>, idleMs: number) {
    this.#database = database
    this.#types = types
    this.#idleMs = idleMs
    this.ended = new Promise((resolve) => (this.#end = resolve))
  }

  begin() {
    this.#inTransaction = true
    this.#ahead = spoken('BEGIN', [])
  }

  /** Ends the transaction, unless nothing of it was ever said. */
  async close(how: 'COMMIT' | 'ROLLBACK') {
    await this.#last
    clearTimeout(this.#idle)
    if (this.#over && how === 'COMMIT') throw new Error(this.#over)
    this.#inTransaction = false
    this.#ahead = []
    if (!this.#begun) return
    await this.#say(spoken(how, []))
  }

  end() {
    this.#over ??= 'The turn at the database has ended.'
    this.#end()
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answered = this.#last.then(() => this.#ask<R>(query))
    this.#last = answered.catch(() => {})
    return answered
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('PGlite does not stream.')
  }

  async #ask<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error(this.#over)
    const { sql, parameters } = query
    if (this.#inTransaction && forLater.has(query)) {
      this.#ahead.push(...spoken(sql, parameters as string[]))
      return { rows: [] }
    }
    clearTimeout(this.#idle)
    try {
      const types = this.#types.get(sql) ?? (parameters.length === 0 ? [] : await this.#learn(sql))
      const values = parameters.map((value, i) => this.#written(value, types[i]))
      return answer<R>(await this.#say(asked(sql, values)), this.#database.parsers)
    } finally {
      if (this.#inTransaction) this.#idle = setTimeout(() => void this.#expire(), this.#idleMs).unref()
    }
  }

  /** What Postgres takes a statement's values for. */
  async #learn(sql: string): Promise<number[]> {
    const said = await this.#say([serialize.parse({ text: sql }), serialize.describe({ type: 'S' })])
    const types = parse.parseDescribeStatementResults(said)
    if (this.#types.size >= MOST_KNOWN) this.#types.clear()
    this.#types.set(sql, types)
    return types
  }

  #written(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null
    const serializer = type === undefined ? undefined : this.#database.serializers[type]
    return serializer ? serializer(value) : String(value)
  }

  /** Says what waits, then this. When one part fails the later ones are not heard, and the transaction has failed. */
  #say(parts: Uint8Array[]): Promise<messages.BackendMessage[]> {
    const message = Buffer.concat([...this.#ahead, ...parts, serialize.sync()])
    this.#ahead = []
    this.#begun = this.#inTransaction
    return this.#database.execProtocolStream(message, { syncToFs: !this.#inTransaction })
  }

  async #expire() {
    this.#over = `A transaction said nothing for ${this.#idleMs / 1000} s and was rolled back.`
    console.error(this.#over)
    await this.close('ROLLBACK').catch((error: Error) => console.error(error.message))
    this.#end()
  }
}

/** A statement of which only failure is noticed. */
function spoken(sql: string, values: (string | null)[]): Uint8Array[] {
  return [serialize.parse({ text: sql }), serialize.bind({ values }), serialize.execute({})]
}

/** A statement whose rows are wanted. */
function asked(sql: string, values: (string | null)[]): Uint8Array[] {
  return [
    serialize.parse({ text: sql }),
    serialize.bind({ values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
  ]
}

type Reader = (text: string, type: number) => unknown

/** The rows of the one statement that was described; what went ahead of it left rows without a description. */
function answer<R>(said: messages.BackendMessage[], parsers: Record<number, Reader>): QueryResult<R> {
  let fields: { name: string; type: number; read: Reader | undefined }[] | null = null
  const rows: Record<string, unknown>[] = []
  let affected = 0
  for (const message of said) {
    if (message.name === 'rowDescription') {
      fields = (message as messages.RowDescriptionMessage).fields.map(({ name, dataTypeID }) => ({
        name,
        type: dataTypeID,
        read: parsers[dataTypeID],
      }))
    } else if (message.name === 'noData') {
      fields = []
    } else if (fields && message.name === 'dataRow') {
      const row: Record<string, unknown> = {}
      for (const [i, { name, type, read }] of fields.entries()) {
        const text = (message as messages.DataRowMessage).fields[i]!
        row[name] = text !== null && read ? read(text, type) : text
      }
      rows.push(row)
    } else if (fields && message.name === 'commandComplete') {
      affected = changed((message as messages.CommandCompleteMessage).text)
    }
  }
  return { rows: rows as R[], numAffectedRows: BigInt(affected) }
}

/** How many rows a command says that it changed: `UPDATE 3`, `INSERT 0 1`. */
function changed(tag: string): number {
  const [command, ...counts] = tag.split(' ')
  return ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command!) ? Number(counts.at(-1)) : 0
}
