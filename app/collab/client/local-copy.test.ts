import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { watchWrites } from './local-copy.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The part of an IndexedDB database that reports failed writes and is written again. */
function fakeDatabase() {
  const written: Uint8Array[] = []
  const database = Object.assign(new EventTarget(), {
    full: false,
    transaction() {
      const transaction = Object.assign(new EventTarget(), {
        error: null,
        objectStore: () => ({ add: (update: Uint8Array) => void written.push(update) }),
      })
      queueMicrotask(() => transaction.dispatchEvent(new Event(database.full ? 'abort' : 'complete')))
      return transaction
    },
  })
  return { database, written }
}

test('a failed write is noticed at once, and the whole document is written again until that succeeds', async () => {
  const { database, written } = fakeDatabase()
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'words')
  const heard: boolean[] = []
  const watch = watchWrites(database as unknown as IDBDatabase, doc, (keeps) => heard.push(keeps))
  database.full = true
  database.dispatchEvent(new Event('abort'))
  database.dispatchEvent(new Event('error'))
  expect(heard).toEqual([false])
  await vi.advanceTimersByTimeAsync(40_000)
  expect(heard).not.toContain(true)
  database.full = false
  await vi.advanceTimersByTimeAsync(20_000)
  expect(heard.at(-1)).toBe(true)
  expect(written.at(-1)).toEqual(Y.encodeStateAsUpdate(doc))
  watch.stop()
  database.dispatchEvent(new Event('close'))
  expect(heard.at(-1)).toBe(true)
})
