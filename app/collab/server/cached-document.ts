import type { Connection, Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import type { Stored } from '../protocol.ts'
import type { LoadedSnapshot } from './packed-snapshots.ts'
import { statelessFrame } from './frames.ts'
import type { Receipt } from './journal.ts'
import { mergeMany } from './merge-updates.ts'

type Row = { id: number; update: Uint8Array }

/** More single changes than this are merged before the next one is put beside them. */
const LOOSE = 256

/**
 * What the portal remembers of one open chapter beside its document: the folded snapshot, all that came since (so that
 * opening never needs to encode the document), and who waits to hear that something is stored.
 */
export type CachedDocument = ReturnType<typeof createCachedDocument>

export function createCachedDocument(
  chapterId: string,
  document: Document,
  loaded: { snapshot: LoadedSnapshot | null; tail: Row[] },
) {
  let snapshot: LoadedSnapshot | null = loaded.snapshot
  let snapshotVector = snapshot && Y.decodeStateVector(snapshot.stateVector)
  let rows: Row[] = loaded.tail
  /** Changes not stored yet: queued, and taken for a commit under way. */
  let loose: Uint8Array[] = []
  let taken: Uint8Array[] = []
  let tail: { at: number; bytes: Uint8Array } | null = null
  let version = 0
  let storedVector = base64(Y.encodeStateVector(document))
  let writers = new Set<Connection>()
  let marks = new Map<Connection, number>()
  /** Connections that sent something whose other half has not come. */
  const incomplete = new Set<Connection>()
  /** Commits under way. */
  let commits = 0
  let changedAt = 0
  let backlog = backlogOf(loaded.tail)
  let announce = false

  const isWhole = () => !document.store.pendingStructs && !document.store.pendingDs

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
    /** When the text last changed, ms. */
    get changedAt() {
      return changedAt
    },
    get backlog() {
      return backlog
    },
    /** How many bytes of the text are stored: the folded snapshot and the rows that are not folded yet. */
    get bytes() {
      return (snapshot?.state.length ?? 0) + backlog.bytes
    },

    /** Notes a change that was just applied; `writer` is the connection it came from, if it came from one of ours. */
    note(update: Uint8Array, writer: Connection | null) {
      loose.push(update)
      if (loose.length > LOOSE) loose = [mergeMany(loose)]
      if (writer) writers.add(writer)
      changedAt = Date.now()
      version += 1
    },

    /** Everything since the folded snapshot, stored or not, as one update; null when there is nothing. */
    tail(): Uint8Array | null {
      if (rows.length + loose.length + taken.length === 0) return null
      if (tail?.at === version) return tail.bytes
      tail = { at: version, bytes: mergeMany([...rows.map((row) => row.update), ...taken, ...loose]) }
      return tail.bytes
    },

    /** All changes so far are taken for a commit. What the receipt then claims is the state of this very moment. */
    take(): Receipt {
      const vector = base64(Y.encodeStateVector(document))
      const waiting = writers
      const marked = marks
      writers = new Set()
      marks = new Map()
      taken = loose
      loose = []
      commits += 1
      const settle = () => {
        commits -= 1
        taken = []
        version += 1
      }
      return {
        committed(lastId, updates) {
          for (const update of updates) {
            rows.push({ id: lastId, update })
            backlog.bytes += update.length
          }
          if (updates.length === 0) rows.push({ id: lastId, update: mergeMany(taken) })
          if (backlog.rows === 0) backlog.since = Date.now()
          backlog.rows += updates.length
          settle()
          storedVector = vector
          announce = true
          // A mark that came during this commit waits for no other one when nothing came before it.
          if (commits === 0 && loose.length === 0) {
            for (const [connection, mark] of marks) marked.set(connection, mark)
            marks = new Map()
          }
          for (const connection of marked.keys()) waiting.add(connection)
          send(waiting, marked)
        },
        returned() {
          commits -= 1
          loose = [...taken, ...loose]
          taken = []
          for (const connection of waiting) writers.add(connection)
          for (const [connection, mark] of marked) if (!marks.has(connection)) marks.set(connection, mark)
        },
        gone: settle,
      }
    },

    /** A connection asks to be told when all it sent so far is stored. */
    mark(connection: Connection, mark: number, holds: boolean) {
      // What waits for a piece that never came is not in the document and cannot be claimed to who sent it.
      if (!isWhole()) {
        if (incomplete.has(connection)) return
      } else incomplete.clear()
      marks.set(connection, mark)
      if (holds) return
      const marked = marks
      marks = new Map()
      send(marked.keys(), marked)
    },

    /** Notes whose change it was after which a piece is missing. */
    noteGap(connection: Connection) {
      if (!isWhole()) incomplete.add(connection)
    },

    /** Tells a connection what is stored just now. */
    greet(connection: Connection) {
      send([connection], new Map())
    },

    /** Tells everyone once what is stored, if that changed since they were last told. */
    tellAll() {
      if (!announce) return
      announce = false
      send(document.connections.keys(), new Map())
    },

    forget(connection: Connection) {
      writers.delete(connection)
      marks.delete(connection)
      incomplete.delete(connection)
    },

    /** Puts a newer folded snapshot in place and drops what it holds. */
    replaceSnapshot(newer: LoadedSnapshot, contained: ReadonlySet<number>) {
      if (snapshot && snapshot.version >= newer.version) return
      snapshot = newer
      snapshotVector = Y.decodeStateVector(newer.stateVector)
      rows = rows.filter((row) => !contained.has(row.id))
      backlog = backlogOf(rows)
      version += 1
    },
  }
}

/** What waits to be folded, as of now. */
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
