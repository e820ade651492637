import * as Y from 'yjs'
import type { LocalCopy } from '../client/local-copy.ts'
import type { OpenOptions } from '../client/chapter-session.ts'
import { unsentUpdate, type Writers } from '../client/unsent.ts'
import { PageSocket } from './page-socket.ts'

/** A local copy of one chapter in memory, which later visits can open. */
export function memoryCopy() {
  let updates: Uint8Array[] = []
  let unsaved = 0
  let known = false
  const writers: Writers = new Map()
  const openCopy: NonNullable<OpenOptions['openCopy']> = async (_person, _chapter, doc) => {
    for (const update of updates) Y.applyUpdate(doc, update)
    const keep = (update: Uint8Array) => void updates.push(update)
    doc.on('update', keep)
    const stop = () => doc.off('update', keep)
    return {
      known,
      unsaved,
      writers: new Map(writers),
      noteUnsaved: (changes) => void (unsaved = changes),
      noteWriter: (client, clock) => void writers.set(client, clock),
      noteComplete: () => void (known = true),
      async withdraw(theirs) {
        stop()
        updates = [unsentUpdate(doc, theirs)]
        known = false
      },
      async remove() {
        stop()
        updates = []
        unsaved = 0
      },
      close: async () => stop(),
    } satisfies LocalCopy
  }
  return { openCopy, text: () => Buffer.concat(updates).toString() }
}

/** A connection that can be cut and repaired. While it is cut nothing gets through. */
export function breakableConnection() {
  const sockets = new Set<PageSocket>()
  let isCut = false
  return {
    socket: class extends PageSocket {
      constructor(address: string) {
        super(address)
        sockets.add(this)
        this.on('close', () => sockets.delete(this))
      }
    } as unknown,
    line: ((input, init) =>
      isCut ? Promise.reject(new TypeError('cut')) : fetch(input, init)) satisfies typeof fetch,
    cut() {
      isCut = true
      for (const socket of sockets) socket.terminate()
    },
    mend: () => void (isCut = false),
  }
}
