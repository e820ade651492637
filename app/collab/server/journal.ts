import { log } from '#app/platform/log.server.ts'
import { mergeMany } from './merge-updates.ts'
import type { Spool } from './spool.ts'
import { StoreError, type Append, type ChapterStore } from './chapter-store.ts'

/** Reports what became of the changes of one chapter in a commit. Exactly one method is called. */
export type Receipt = {
  /** They are in the database, as these rows; the last row has this id. */
  committed(lastId: number, rows: Uint8Array[]): void
  /** They could not be stored. They are queued again, together with later changes. */
  returned(): void
  /** Their chapter was deleted. */
  gone(): void
}

/** The queued changes of one chapter. */
type Batch = { byPerson: Map<string | null, Uint8Array[]>; bytes: number; notBefore: number }
type Commit = { chapter: string; batch: Batch; receipt: Receipt; rows: Append[] }

export type Journal = ReturnType<typeof openJournal>

const BATCH_BYTES = 2 * 1024 * 1024
const REFUSED_MS = 5_000
/** The shortest time between the beginnings of two commits. */
const INTERVAL_MS = 60

/**
 * Queues all changes and stores them in group commits: one call at a time for all chapters, and no more than seventeen calls a
 * second, which leaves the processor to the editors (decision 006). A failed commit is tried again until it succeeds or until
 * `close` writes the changes to the spool.
 */
export function openJournal(options: {
  store: Pick<ChapterStore, 'append'>
  spool: Spool
  /** Called when everything that is queued for a chapter goes into a commit. */
  take(chapter: string): Receipt
  /** While the database is away, changes beyond this many bytes go to the spool. */
  mostBytes?: number
  wait?(ms: number): Promise<void>
}) {
  const { store, spool, take, mostBytes = 64 * 1024 * 1024 } = options
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()))
  const queue = new Map<string, Batch>()
  let inFlight: Commit[] = []
  let spooled: { chapter: string; receipt: Receipt }[] = []
  const spooledChapters = new Set<string>()
  let queuedBytes = 0
  let failures = 0
  let beganAt = -Infinity
  let running = false
  let stopped = false
  let idle: (() => void)[] = []
  const counts = { updates: 0, flushes: 0, rows: 0, failures: 0 }

  function add(chapter: string, person: string | null, update: Uint8Array) {
    put(chapter, person, [update])
    counts.updates += 1
    if (!running) start()
    if (queuedBytes > mostBytes && failures > 0) void moveToSpool()
  }

  function put(chapter: string, person: string | null, updates: Uint8Array[], first = false) {
    let batch = queue.get(chapter)
    if (!batch) queue.set(chapter, (batch = { byPerson: new Map(), bytes: 0, notBefore: 0 }))
    const list = batch.byPerson.get(person)
    if (!list) batch.byPerson.set(person, updates)
    else if (first) list.unshift(...updates)
    else list.push(...updates)
    for (const update of updates) {
      batch.bytes += update.length
      queuedBytes += update.length
    }
    return batch
  }

  function start() {
    running = true
    // After the broadcasts of this turn: the other editors come first.
    setImmediate(() => void run())
  }

  async function run() {
    while (!stopped && (queue.size > 0 || spooled.length > 0)) {
      if (spooled.length > 0 && !(await storeSpooled())) continue
      const early = beganAt + INTERVAL_MS - performance.now()
      if (early > 0) await wait(early)
      if (stopped) return
      beganAt = performance.now()
      const commits = takeBatches()
      if (commits.length === 0) {
        if (queue.size > 0) await wait(200)
        continue
      }
      inFlight = commits
      const failed = await send(commits)
      inFlight = []
      if (stopped) return
      for (const { chapter, batch, receipt } of failed) {
        for (const [person, updates] of batch.byPerson) {
          put(chapter, person, updates, true).notBefore = batch.notBefore
        }
        receipt.returned()
      }
      await pause(failed.length === commits.length)
    }
    running = false
    for (const resolve of idle) resolve()
    idle = []
  }

  async function pause(failed: boolean) {
    failures = failed ? failures + 1 : 0
    if (failed) await wait(Math.min(100 * 2 ** failures, 2_000) * (0.5 + Math.random() / 2))
  }

  function takeBatches(): Commit[] {
    const now = Date.now()
    const commits: Commit[] = []
    let bytes = 0
    for (const [chapter, batch] of queue) {
      if (batch.notBefore > now) continue
      if (commits.length > 0 && bytes + batch.bytes > BATCH_BYTES) break
      queue.delete(chapter)
      queuedBytes -= batch.bytes
      bytes += batch.bytes
      commits.push({ chapter, batch, receipt: take(chapter), rows: rowsOf(chapter, batch) })
    }
    return commits
  }

  /** Stores the batches and calls their receipts. Returns those that were not stored. */
  async function send(commits: Commit[]): Promise<Commit[]> {
    try {
      const rows = commits.flatMap((one) => one.rows)
      const reply = await store.append(rows)
      counts.flushes += 1
      counts.rows += rows.length
      for (const { chapter, receipt, rows } of commits) {
        const lastId = reply.stored[chapter]
        if (lastId === undefined) receipt.gone()
        else
          receipt.committed(
            lastId,
            rows.map((row) => row.update),
          )
      }
      if (failures > 0) log.info('the journal can be stored again')
      return []
    } catch (error) {
      counts.failures += 1
      const away = error instanceof StoreError && error.away
      if (failures === 0)
        log.error({ err: error, away }, 'the journal could not be stored; it is tried again')
      if (away) return commits
      // When the database refuses one batch, the others are stored without it.
      if (commits.length > 1) return (await inTurn(commits.map((one) => () => send([one])))).flat()
      commits[0]!.batch.notBefore = Date.now() + REFUSED_MS
      return commits
    }
  }

  async function moveToSpool() {
    const batches = [...queue]
    queue.clear()
    queuedBytes = 0
    const receipts = batches.map(([chapter]) => ({ chapter, receipt: take(chapter) }))
    for (const { chapter } of receipts) spooledChapters.add(chapter)
    try {
      await spool.write(batches.flatMap(([chapter, batch]) => rowsOf(chapter, batch)))
      spooled.push(...receipts)
      // The loop may have ended while the file was written, since nothing was queued in memory.
      if (!running && !stopped) start()
    } catch (error) {
      log.error({ err: error }, 'the spool could not be written; the changes stay in memory')
      for (const [chapter, batch] of batches) {
        for (const [person, updates] of batch.byPerson) put(chapter, person, updates, true)
        spooledChapters.delete(chapter)
      }
      for (const { receipt } of receipts) receipt.returned()
    }
  }

  async function storeSpooled(): Promise<boolean> {
    const receipts = spooled
    const refused = new Set<string>()
    try {
      // Refused changes are queued again, like any other refused batch.
      await spool.replay(store.append, (entries) => {
        for (const { chapter, person, update } of entries) {
          refused.add(chapter)
          put(chapter, person, [update], true).notBefore = Date.now() + REFUSED_MS
        }
      })
    } catch {
      await pause(true)
      return false
    }
    spooled = spooled.filter((receipt) => !receipts.includes(receipt))
    if (spooled.length === 0) spooledChapters.clear()
    for (const { chapter, receipt } of receipts) {
      if (refused.has(chapter)) receipt.returned()
      else receipt.committed(0, [])
    }
    return true
  }

  return {
    /** Queues a change; `person` is null when it came from another process of the portal. */
    add,
    /** Whether a chapter has changes that are not stored yet. */
    holds(chapter: string): boolean {
      return (
        queue.has(chapter) || spooledChapters.has(chapter) || inFlight.some((one) => one.chapter === chapter)
      )
    },
    /** Resolves when everything is stored. */
    settled(): Promise<void> {
      return running ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()
    },
    /** Stores what is queued, and writes to the spool what is not stored within `deadlineMs`. Returns how many rows that was. */
    async close(deadlineMs: number): Promise<number> {
      const timer = new Promise((resolve) => setTimeout(resolve, deadlineMs).unref())
      await Promise.race([this.settled(), timer])
      stopped = true
      const rows = [
        ...inFlight.flatMap((one) => one.rows),
        ...[...queue].flatMap(([chapter, batch]) => rowsOf(chapter, batch)),
      ]
      await spool.write(rows)
      if (rows.length > 0) log.warn({ rows: rows.length }, 'changes were spooled; the next start stores them')
      return rows.length
    },
    stats: () => ({ ...counts, waitingBytes: queuedBytes, waitingChapters: queue.size }),
  }
}

function rowsOf(chapter: string, batch: Batch): Append[] {
  return [...batch.byPerson].map(([person, updates]) => ({ chapter, person, update: mergeMany(updates) }))
}

async function inTurn<T>(steps: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  for (const step of steps) results.push(await step())
  return results
}
