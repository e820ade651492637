import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { unsentUpdate, unsentWords, type Writers } from './unsent.ts'

const PREFIX = 'gapo:'
const OPEN_MS = 4_000
/** After a failed write the whole document is written again at this interval until that succeeds. */
const RETRY_MS = 15_000
const WRITER = 'writer:'

/** The copy of a chapter on this device, for one person. */
export type LocalCopy = {
  /** Whether the chapter was opened on this device before. */
  readonly known: boolean
  /** How many changes an earlier visit left unsaved, as far as it could note them. */
  readonly unsaved: number
  /** The Yjs clients of earlier visits, and how much of each the portal had then. */
  readonly writers: Writers
  noteUnsaved(changes: number): void
  /** Notes how much the portal has of one of this device's clients. */
  noteWriter(client: number, clock: number): void
  /** Notes that the copy is complete. From now on the chapter opens without a connection. */
  noteComplete(): void
  /** Removes the text after the person lost access. Only what they wrote and have not sent stays. */
  withdraw(writers: Writers): Promise<void>
  remove(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the copy and fills the document from it. Null where the browser stores nothing (private windows, full disks).
 * `onKeeps` is called with false when a write fails, and with true when everything is stored again.
 */
export async function openLocalCopy(
  personId: string,
  chapterId: string,
  doc: Y.Doc,
  onKeeps: (keeps: boolean) => void = () => {},
): Promise<LocalCopy | null> {
  if (typeof indexedDB === 'undefined') return null
  const store = new IndexeddbPersistence(`${PREFIX}${personId}:${chapterId}`, doc)
  const { _db: opening, _storeUpdate: storeUpdate } = store
  try {
    await within(OPEN_MS, Promise.race([store.whenSynced, failureOf(opening)]))
    const database = store.db!
    const kept = await notesIn(database)
    const watch = watchWrites(database, doc, onKeeps)
    const note = (key: string, value: unknown) => void store.set(key, value as number).catch(ignore)
    const end = () => {
      watch.stop()
      return store.destroy().catch(ignore)
    }
    const copy: LocalCopy = {
      // An incomplete copy must not be shown as the chapter.
      known: kept.get('complete') === 1,
      unsaved: Number(kept.get('unsaved') ?? 0) || 0,
      writers: writersIn(kept),
      noteUnsaved(changes) {
        note('unsaved', changes)
        if (changes === 0) void store.del('words').catch(ignore)
      },
      noteWriter: (client, clock) => note(`${WRITER}${client}`, clock),
      noteComplete: () => note('complete', 1),
      async withdraw(writers) {
        doc.off('update', storeUpdate)
        watch.stop()
        await keepOnlyUnsent(database, doc, writers).catch(ignore)
        await end()
      },
      async remove() {
        watch.stop()
        await store.clearData().catch(ignore)
      },
      close: end,
    }
    return copy
  } catch {
    void store.destroy().catch(ignore)
    return null
  }
}

/**
 * Notices every failed write, because errors of requests and transactions bubble to their database. The copy is then
 * incomplete, and the whole document is written again until that succeeds.
 */
export function watchWrites(database: IDBDatabase, doc: Y.Doc, onKeeps: (keeps: boolean) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  function fail() {
    if (ended || timer !== undefined) return
    onKeeps(false)
    timer = setTimeout(() => void tryAgain(), RETRY_MS)
  }
  async function tryAgain() {
    try {
      const transaction = database.transaction('updates', 'readwrite')
      transaction.objectStore('updates').add(Y.encodeStateAsUpdate(doc))
      await completed(transaction)
      timer = undefined
      if (!ended) onKeeps(true)
    } catch {
      timer = undefined
      fail()
    }
  }
  const events = ['error', 'abort', 'close'] as const
  for (const event of events) database.addEventListener(event, fail)
  return {
    stop() {
      ended = true
      clearTimeout(timer)
      for (const event of events) database.removeEventListener(event, fail)
    },
  }
}

/** Works in one transaction, because another tab may do the same with unsent text of its own. */
async function keepOnlyUnsent(database: IDBDatabase, doc: Y.Doc, writers: Writers) {
  const transaction = database.transaction(['updates', 'custom'], 'readwrite')
  const custom = transaction.objectStore('custom')
  const before: unknown = await answerOf(custom.get('words'))
  const updates = transaction.objectStore('updates')
  if (!Array.isArray(before)) updates.clear()
  updates.add(unsentUpdate(doc, writers))
  custom.delete('complete')
  custom.put([...new Set([...(Array.isArray(before) ? before : []), ...unsentWords(doc, writers)])], 'words')
  for (const [client, clock] of writers) custom.put(clock, `${WRITER}${client}`)
  await completed(transaction)
}

/**
 * Removes the copy of a chapter that is not open and to which the person has lost access. What they wrote and have not sent
 * stays. Returns that text, one entry for each paragraph.
 */
export async function withdrawLocalCopy(personId: string, chapterId: string): Promise<string[]> {
  const doc = new Y.Doc()
  const copy = await openLocalCopy(personId, chapterId, doc)
  if (!copy) return []
  if (copy.unsaved === 0) {
    await copy.remove()
    return []
  }
  await copy.withdraw(copy.writers)
  const database = await answerOf(indexedDB.open(`${PREFIX}${personId}:${chapterId}`))
  const words = (await notesIn(database)).get('words')
  database.close()
  if (Array.isArray(words) && words.length > 0) return words.map(String)
  await removeLocalCopy(personId, chapterId)
  return []
}

/** Removes a person's copy of one chapter completely. The chapter need not be open. */
export async function removeLocalCopy(personId: string, chapterId: string): Promise<void> {
  if (typeof indexedDB !== 'undefined') await removeDatabase(`${PREFIX}${personId}:${chapterId}`)
}

/**
 * Empties the copies of a person who signs out, except those with unsent changes. These stay until the person signs in again.
 * Returns which chapters were emptied and which were kept.
 *
 * The copies are emptied, not deleted: a deletion would wait until other tabs have closed the chapter, and would then remove
 * what was typed there in the meantime.
 */
export async function emptySentCopies(personId: string): Promise<{ emptied: string[]; kept: string[] }> {
  return emptyWhere((owner) => owner === personId)
}

/** Empties the copies of all other people after a person has signed in, as if the others had signed out. */
export async function emptySentCopiesOfOthers(personId: string): Promise<void> {
  await emptyWhere((owner) => owner !== personId)
}

async function emptyWhere(isTheirs: (owner: string) => boolean) {
  const outcome = { emptied: [] as string[], kept: [] as string[] }
  // Old browsers cannot list databases. There the copies stay.
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return outcome
  for (const { name } of await indexedDB.databases()) {
    const [, owner, chapterId] = /^gapo:([^:]+):(.+)$/.exec(name ?? '') ?? []
    if (!name || !owner || !chapterId || !isTheirs(owner)) continue
    const emptied = await emptyIfSent(name)
    outcome[emptied ? 'emptied' : 'kept'].push(chapterId)
  }
  return outcome
}

/** Checks and empties in one transaction, so that no change comes in between. */
async function emptyIfSent(name: string): Promise<boolean> {
  const database = await answerOf(indexedDB.open(name))
  try {
    const stores = [...database.objectStoreNames]
    if (!stores.includes('custom')) return true
    const transaction = database.transaction(stores, 'readwrite')
    const unsaved: unknown = await answerOf(transaction.objectStore('custom').get('unsaved'))
    if (typeof unsaved === 'number' && unsaved > 0) return false
    await Promise.all(stores.map((store) => answerOf(transaction.objectStore(store).clear())))
    return true
  } finally {
    database.close()
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB did not answer')))
  })
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new Error('IndexedDB did not write'))
    transaction.addEventListener('complete', () => resolve())
    for (const end of ['abort', 'error']) transaction.addEventListener(end, failed)
  })
}

/** The notes that are stored with the updates. */
async function notesIn(database: IDBDatabase): Promise<Map<string, unknown>> {
  const custom = database.transaction('custom').objectStore('custom')
  const [keys, values] = await Promise.all([answerOf(custom.getAllKeys()), answerOf(custom.getAll())])
  return new Map(keys.map((key, i) => [String(key), values[i] as unknown]))
}

function writersIn(kept: ReadonlyMap<string, unknown>): Writers {
  const writers: Writers = new Map()
  for (const [key, clock] of kept) {
    if (key.startsWith(WRITER) && typeof clock === 'number')
      writers.set(Number(key.slice(WRITER.length)), clock)
  }
  return writers
}

function failureOf(opening: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => void opening.catch(reject))
}

function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve())
  })
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('IndexedDB did not open in time')), ms),
    ),
  ])
}

function ignore() {}
