import type { Connection, Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import type { Stored } from '../protocol.ts'
import type { LoadedSnapshot } from './packed-snapshots.ts'
import { statelessFrame } from './frames.ts'
import type { Receipt } from './journal.ts'
import { mergeMany } from './merge-updates.ts'

type Row = { id: number; update: Uint8Array }

/** More unstored updates than this are merged into one. */
const MOST_UNSTORED = 256

export type CachedDocument = ReturnType<typeof createCachedDocument>

/**
 * An open document with what opening and storing it needs: its snapshot, all updates since then (so that nobody has to encode
 * the document to open it), and the connections that wait for `stored`.
 */
export function createCachedDocument(
  chapterId: string,
  document: Document,
  loaded: { snapshot: LoadedSnapshot | null; tail: Row[] },
) {
  let snapshot: LoadedSnapshot | null = loaded.snapshot
  let snapshotVector = snapshot && Y.decodeStateVector(snapshot.stateVector)
  let rows: Row[] = loaded.tail
  /** Updates that are not stored yet: those that wait, and those in the commit under way. */
  let unstored: Uint8Array[] = []
  let committing: Uint8Array[] = []
  let tail: { revision: number; bytes: Uint8Array } | null = null
  /** Counts everything that changes the tail. */
  let revision = 0
  let storedVector = base64(Y.encodeStateVector(document))
  let writers = new Set<Connection>()
  let marks = new Map<Connection, number>()
  /** Connections that sent an update which refers to one that has not arrived. */
  const incomplete = new Set<Connection>()
  /** Commits under way. */
  let commits = 0
  let changedAt = 0
  let backlog = backlogOf(loaded.tail)
  let storedChanged = false

  const isComplete = () => !document.store.pendingStructs && !document.store.pendingDs

  function send(connections: Iterable<Connection>, marked: Map<Connection, number>) {
    const payload: Stored = { type: 'stored', stateVector: storedVector }
    const plain = JSON.stringify(payload)
    let address = ''
    let frame: Uint8Array | undefined
    for (const connection of connections) {
      const mark = marked.get(connection)
      if (mark !== undefined) {
        connection.sendStateless(JSON.stringify({ ...payload, mark }))
        continue
      }
      if (!frame || address !== connection.messageAddress) {
        address = connection.messageAddress
        frame = statelessFrame(address, plain)
      }
      connection.send(frame)
    }
  }

  return {
    chapterId,
    document,
    get snapshot() {
      return snapshot
    },
    get snapshotVector() {
      return snapshotVector
    },
    /** When the text last changed, in ms since 1970. */
    get changedAt() {
      return changedAt
    },
    /** The journal rows that the snapshot does not contain. */
    get backlog() {
      return backlog
    },
    /** The stored size: the snapshot and the journal rows after it. */
    get bytes() {
      return (snapshot?.state.length ?? 0) + backlog.bytes
    },

    /** Notes an update that was just applied. `writer` is its connection; null when it came from another process. */
    note(update: Uint8Array, writer: Connection | null) {
      unstored.push(update)
      if (unstored.length > MOST_UNSTORED) unstored = [mergeMany(unstored)]
      if (writer) writers.add(writer)
      changedAt = Date.now()
      revision += 1
    },

    /** All updates since the snapshot, stored or not, merged into one; null when there are none. */
    tail(): Uint8Array | null {
      if (rows.length + unstored.length + committing.length === 0) return null
      if (tail?.revision === revision) return tail.bytes
      tail = { revision, bytes: mergeMany([...rows.map((row) => row.update), ...committing, ...unstored]) }
      return tail.bytes
    },

    /** Takes all waiting updates for a commit. `stored` will be announced for the state vector of this moment. */
    take(): Receipt {
      const vector = base64(Y.encodeStateVector(document))
      const waiting = writers
      const marked = marks
      writers = new Set()
      marks = new Map()
      committing = unstored
      unstored = []
      commits += 1
      const settle = () => {
        commits -= 1
        committing = []
        revision += 1
      }
      return {
        committed(lastId, updates) {
          for (const update of updates) {
            rows.push({ id: lastId, update })
            backlog.bytes += update.length
          }
          if (updates.length === 0) rows.push({ id: lastId, update: mergeMany(committing) })
          if (backlog.rows === 0) backlog.since = Date.now()
          backlog.rows += updates.length
          settle()
          storedVector = vector
          storedChanged = true
          // A mark that arrived during this commit is covered by it unless an update arrived in between.
          if (commits === 0 && unstored.length === 0) {
            for (const [connection, mark] of marks) marked.set(connection, mark)
            marks = new Map()
          }
          for (const connection of marked.keys()) waiting.add(connection)
          send(waiting, marked)
        },
        returned() {
          commits -= 1
          unstored = [...committing, ...unstored]
          committing = []
          for (const connection of waiting) writers.add(connection)
          for (const [connection, mark] of marked) if (!marks.has(connection)) marks.set(connection, mark)
        },
        gone: settle,
      }
    },

    /**
     * A connection asks to be told when all it has sent so far is stored. `pending`: changes of the document wait for a commit.
     */
    mark(connection: Connection, mark: number, pending: boolean) {
      // An update that waits for a missing one is not in the document, so `stored` must not be claimed to its sender.
      if (!isComplete()) {
        if (incomplete.has(connection)) return
      } else incomplete.clear()
      marks.set(connection, mark)
      if (pending) return
      const marked = marks
      marks = new Map()
      send(marked.keys(), marked)
    },

    /** Notes the connection whose update left the document incomplete. */
    noteGap(connection: Connection) {
      if (!isComplete()) incomplete.add(connection)
    },

    /** Tells a connection what is stored at the moment. */
    tellStored(connection: Connection) {
      send([connection], new Map())
    },

    /** Tells all connections what is stored, if that has changed since the last time. */
    announceStored() {
      if (!storedChanged) return
      storedChanged = false
      send(document.connections.keys(), new Map())
    },

    forget(connection: Connection) {
      writers.delete(connection)
      marks.delete(connection)
      incomplete.delete(connection)
    },

    /** Replaces the snapshot by a newer one and drops the rows that the newer one contains. */
    replaceSnapshot(newer: LoadedSnapshot, contained: ReadonlySet<number>) {
      if (snapshot && snapshot.version >= newer.version) return
      snapshot = newer
      snapshotVector = Y.decodeStateVector(newer.stateVector)
      rows = rows.filter((row) => !contained.has(row.id))
      backlog = backlogOf(rows)
      revision += 1
    },
  }
}

function backlogOf(rows: Row[]) {
  return {
    since: rows.length > 0 ? Date.now() : 0,
    rows: rows.length,
    bytes: rows.reduce((sum, row) => sum + row.update.length, 0),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
