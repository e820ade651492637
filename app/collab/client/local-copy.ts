import { IndexeddbPersistence } from 'y-indexeddb'
import type { Doc } from 'yjs'

const PREFIX = 'gapo:'
const OPEN_MS = 4_000

/** The copy of a chapter on this device, for one person. */
export type LocalCopy = {
  /** Whether the chapter was opened on this device before. */
  readonly known: boolean
  /** How many changes an earlier visit left unsaved, as far as it could still note them. */
  readonly unsaved: number
  noteUnsaved(changes: number): void
  /** Marks that the whole chapter has been here: from now on it opens without a connection. */
  noteComplete(): void
  remove(): Promise<void>
  close(): Promise<void>
}

/** Opens the copy and fills the document from it. Null where the browser keeps nothing (private windows, full disks). */
export async function openLocalCopy(
  personId: string,
  chapterId: string,
  doc: Doc,
): Promise<LocalCopy | null> {
  if (typeof indexedDB === 'undefined') return null
  const store = new IndexeddbPersistence(`${PREFIX}${personId}:${chapterId}`, doc)
  try {
    await within(OPEN_MS, store.whenSynced)
    const [complete, unsaved] = await Promise.all([store.get('complete'), store.get('unsaved')])
    return {
      // What is here only in part must never be taken for the chapter.
      known: complete === 1,
      unsaved: typeof unsaved === 'number' ? unsaved : 0,
      noteUnsaved: (changes) => void store.set('unsaved', changes).catch(ignore),
      noteComplete: () => void store.set('complete', 1).catch(ignore),
      remove: () => store.clearData().catch(ignore),
      close: () => store.destroy().catch(ignore),
    }
  } catch {
    void store.destroy().catch(ignore)
    return null
  }
}

/** Removes a person's copy of one chapter, also when the chapter is not open: the portal no longer gives it to them. */
export async function removeLocalCopy(personId: string, chapterId: string): Promise<void> {
  if (typeof indexedDB !== 'undefined') await removeDatabase(`${PREFIX}${personId}:${chapterId}`)
}

/**
 * Empties the copies of a person who leaves this device on purpose: all in which nothing waits to be sent. What waits stays
 * until they sign in again. Answers which chapters were emptied and which were kept.
 *
 * The copies are emptied in place, not deleted: a deletion waits for another tab that has the chapter open, and would then
 * take along what was typed there in the meantime.
 */
export async function emptySentCopies(personId: string): Promise<{ emptied: string[]; kept: string[] }> {
  const outcome = { emptied: [] as string[], kept: [] as string[] }
  // A browser that cannot list them is old enough to keep its copies until they are written over.
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return outcome
  const prefix = `${PREFIX}${personId}:`
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith(prefix)) continue
    const emptied = await emptyIfSent(name)
    outcome[emptied ? 'emptied' : 'kept'].push(name.slice(prefix.length))
  }
  return outcome
}

/** Looks and empties in one transaction, so that no change slips in between. */
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
    request.addEventListener('error', () => reject(request.error ?? new Error('the device did not answer')))
  })
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
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('the device keeps nothing')), ms)),
  ])
}

function ignore() {}
