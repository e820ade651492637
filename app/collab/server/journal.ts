import { log } from '#app/platform/log.server.ts'
import { mergeMany } from './merge-updates.ts'
import type { Spool } from './spool.ts'
import { StoreError, type Append, type ChapterStore } from './chapter-store.ts'

/** What became of the changes of one chapter that were taken for a commit. Exactly one of these is called. */
export type Receipt = {
  /** They stand in the database, as these rows, the last under this id. */
  committed(lastId: number, rows: Uint8Array[]): void
  /** They could not be stored yet and will be taken again, together with what came since. */
  returned(): void
  /** Their chapter was taken down. */
  gone(): void
}

type Lot = { byPerson: Map<string | null, Uint8Array[]>; bytes: number; notBefore: number }
type Taken = { chapter: string; lot: Lot; receipt: Receipt; rows: Append[] }

export type Journal = ReturnType<typeof openJournal>

const BATCH_BYTES = 2 * 1024 * 1024
const STUCK_MS = 5_000
/** A commit begins no sooner than this after the one before it began; the first one at once. */
const GATHER_MS = 60

/**
 * Queues every change and stores them in group commits: one call in flight over all chapters, and no more than seventeen
 * a second, so that a busy chapter leaves the machine to its editors (decision 006). What fails is tried again until it works or `close` puts it into the spool.
 */
export function openJournal(options: {
  store: Pick<ChapterStore, 'append'>
  spool: Spool
  /** Called in the moment in which all that is queued for a chapter is taken for a commit. */
  take(chapter: string): Receipt
  /** Above this many waiting bytes changes go to disk. */
  mostBytes?: number
  wait?(ms: number): Promise<void>
}) {
  const { store, spool, take, mostBytes = 64 * 1024 * 1024 } = options
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()))
  const queue = new Map<string, Lot>()
  let inFlight: Taken[] = []
  let spilled: { chapter: string; receipt: Receipt }[] = []
  const spilledChapters = new Set<string>()
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
    if (queuedBytes > mostBytes && failures > 0) void spill()
  }

  function put(chapter: string, person: string | null, updates: Uint8Array[], first = false) {
    let lot = queue.get(chapter)
    if (!lot) queue.set(chapter, (lot = { byPerson: new Map(), bytes: 0, notBefore: 0 }))
    const list = lot.byPerson.get(person)
    if (!list) lot.byPerson.set(person, updates)
    else if (first) list.unshift(...updates)
    else list.push(...updates)
    for (const update of updates) {
      lot.bytes += update.length
      queuedBytes += update.length
    }
    return lot
  }

  function start() {
    running = true
    // After this turn's broadcasts: the other editors come first.
    setImmediate(() => void run())
  }

  async function run() {
    while (!stopped && (queue.size > 0 || spilled.length > 0)) {
      if (spilled.length > 0 && !(await unspill())) continue
      const early = beganAt + GATHER_MS - performance.now()
      if (early > 0) await wait(early)
      if (stopped) return
      beganAt = performance.now()
      const taken = takeLots()
      if (taken.length === 0) {
        if (queue.size > 0) await wait(200)
        continue
      }
      inFlight = taken
      const stuck = await send(taken)
      inFlight = []
      if (stopped) return
      for (const { chapter, lot, receipt } of stuck) {
        for (const [person, updates] of lot.byPerson) {
          put(chapter, person, updates, true).notBefore = lot.notBefore
        }
        receipt.returned()
      }
      await pause(stuck.length === taken.length)
    }
    running = false
    for (const resolve of idle) resolve()
    idle = []
  }

  async function pause(failed: boolean) {
    failures = failed ? failures + 1 : 0
    if (failed) await wait(Math.min(100 * 2 ** failures, 2_000) * (0.5 + Math.random() / 2))
  }

  function takeLots(): Taken[] {
    const now = Date.now()
    const taken: Taken[] = []
    let bytes = 0
    for (const [chapter, lot] of queue) {
      if (lot.notBefore > now) continue
      if (taken.length > 0 && bytes + lot.bytes > BATCH_BYTES) break
      queue.delete(chapter)
      queuedBytes -= lot.bytes
      bytes += lot.bytes
      taken.push({ chapter, lot, receipt: take(chapter), rows: rowsOf(chapter, lot) })
    }
    return taken
  }

  /** Stores the lots and settles their receipts; returns those that were not stored. */
  async function send(taken: Taken[]): Promise<Taken[]> {
    try {
      const rows = taken.flatMap((one) => one.rows)
      const reply = await store.append(rows)
      counts.flushes += 1
      counts.rows += rows.length
      for (const { chapter, receipt, rows } of taken) {
        const lastId = reply.stored[chapter]
        if (lastId === undefined) receipt.gone()
        else
          receipt.committed(
            lastId,
            rows.map((row) => row.update),
          )
      }
      if (failures > 0) log.info('the journal is being stored again')
      return []
    } catch (error) {
      counts.failures += 1
      const away = error instanceof StoreError && error.away
      if (failures === 0)
        log.error({ err: error, away }, 'the journal could not be stored; it is kept and tried again')
      if (away) return taken
      // One lot that the database refuses must not hold up the others.
      if (taken.length > 1) return (await inTurn(taken.map((one) => () => send([one])))).flat()
      taken[0]!.lot.notBefore = Date.now() + STUCK_MS
      return taken
    }
  }

  async function spill() {
    const lots = [...queue]
    queue.clear()
    queuedBytes = 0
    const receipts = lots.map(([chapter]) => ({ chapter, receipt: take(chapter) }))
    for (const { chapter } of receipts) spilledChapters.add(chapter)
    try {
      await spool.write(lots.flatMap(([chapter, lot]) => rowsOf(chapter, lot)))
      spilled.push(...receipts)
      // With nothing left in memory the work may have come to rest while the file was written.
      if (!running && !stopped) start()
    } catch (error) {
      log.error({ err: error }, 'the spool could not be written')
      for (const [chapter, lot] of lots) {
        for (const [person, updates] of lot.byPerson) put(chapter, person, updates, true)
        spilledChapters.delete(chapter)
      }
      for (const { receipt } of receipts) receipt.returned()
    }
  }

  async function unspill(): Promise<boolean> {
    const receipts = spilled
    const refused = new Set<string>()
    try {
      // What the database refuses waits here like any other lot that is refused.
      await spool.replay(store.append, (entries) => {
        for (const { chapter, person, update } of entries) {
          refused.add(chapter)
          put(chapter, person, [update], true).notBefore = Date.now() + STUCK_MS
        }
      })
    } catch {
      await pause(true)
      return false
    }
    spilled = spilled.filter((receipt) => !receipts.includes(receipt))
    if (spilled.length === 0) spilledChapters.clear()
    for (const { chapter, receipt } of receipts) {
      if (refused.has(chapter)) receipt.returned()
      else receipt.committed(0, [])
    }
    return true
  }

  return {
    /** Queues a change; `person` is null when it came from another process of the portal. */
    add,
    /** Whether changes of a chapter are not stored yet. */
    holds(chapter: string): boolean {
      return (
        queue.has(chapter) || spilledChapters.has(chapter) || inFlight.some((one) => one.chapter === chapter)
      )
    },
    /** Resolves when nothing waits any more. */
    settled(): Promise<void> {
      return running ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()
    },
    /** Stores what waits; what is not stored within `deadlineMs` goes to the spool. Returns how many rows that were. */
    async close(deadlineMs: number): Promise<number> {
      const timer = new Promise((resolve) => setTimeout(resolve, deadlineMs).unref())
      await Promise.race([this.settled(), timer])
      stopped = true
      const rows = [
        ...inFlight.flatMap((one) => one.rows),
        ...[...queue].flatMap(([chapter, lot]) => rowsOf(chapter, lot)),
      ]
      await spool.write(rows)
      if (rows.length > 0)
        log.warn({ rows: rows.length }, 'changes went to the spool; the next start stores them')
      return rows.length
    },
    stats: () => ({ ...counts, waitingBytes: queuedBytes, waitingChapters: queue.size }),
  }
}

function rowsOf(chapter: string, lot: Lot): Append[] {
  return [...lot.byPerson].map(([person, updates]) => ({ chapter, person, update: mergeMany(updates) }))
}

async function inTurn<T>(steps: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  for (const step of steps) results.push(await step())
  return results
}
