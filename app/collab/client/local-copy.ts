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
