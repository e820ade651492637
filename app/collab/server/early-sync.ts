import * as Y from 'yjs'
import { totalClock, covers } from '../state-vectors.ts'
import type { StoredChapter, PackedSnapshot } from './packed-snapshots.ts'
import { mergeMany } from './merge-updates.ts'

/** Somebody who fetched a snapshot is expected to connect within this time. */
const FETCHED_MS = 60_000
/** A client that applies a text with so many clocks keeps its processor busy. */
const HEAVY_CLOCKS = 200_000
/** Loading a large document is postponed by at most this. */
const POSTPONE_MS = 700

/** A client whose document is being loaded. */
export type WaitingClient = {
  personId: string
  /** Its state vector; null while it has sent none. */
  vector(): Uint8Array | null
  /** Sends what the database holds beyond the snapshot. */
  sendRest(rest: Uint8Array): void
}

type Loading = { snapshot: PackedSnapshot; rest: Uint8Array; synced: Set<WaitingClient>; loadNow(): void }

/** An update that changes nothing. */
export const NOTHING = new Uint8Array([0, 0])

/**
 * Synchronises clients while their document is still being loaded. A client that has fetched the newest snapshot over HTTP
 * needs only the journal rows after it, so it gets them at once.
 */
export function createEarlySync({ heavyClocks = HEAVY_CLOCKS, postponeMs = POSTPONE_MS } = {}) {
  const waiting = new Map<string, Set<WaitingClient>>()
  const loadings = new Map<string, Loading>()
  /** Who fetched which snapshot, the oldest first. */
  const fetched = new Map<string, { chapterId: string; snapshot: PackedSnapshot; at: number }>()

  /** Sends the rest to a client that has the snapshot. Once the document is loaded the client is answered again. */
  function sync(chapterId: string, client: WaitingClient, { snapshot, rest, synced }: Loading) {
    const theirs = fetched.get(`${client.personId} ${chapterId}`)
    if (theirs?.snapshot.version !== snapshot.version || Date.now() - theirs.at > FETCHED_MS) return
    try {
      const vector = client.vector()
      if (!vector || !covers(Y.decodeStateVector(vector), Y.decodeStateVector(snapshot.stateVector))) return
      client.sendRest(rest)
      synced.add(client)
    } catch {
      // A malformed state vector is refused when the document is loaded.
    }
  }

  let forgetting: NodeJS.Timeout | undefined
  function forgetOld() {
    clearTimeout(forgetting)
    forgetting = undefined
    for (const [name, { at }] of fetched) {
      if (Date.now() - at < FETCHED_MS) break
      fetched.delete(name)
    }
    if (fetched.size > 0) forgetting = setTimeout(forgetOld, FETCHED_MS).unref()
  }

  return {
    /** Notes that somebody fetched a snapshot over HTTP and will connect soon. */
    noteFetched(personId: string, chapterId: string, snapshot: PackedSnapshot) {
      // Concurrent requests each read the snapshot from the database. Only one of these is kept in memory.
      const same =
        [...fetched.values()].find((other) => other.snapshot.etag === snapshot.etag)?.snapshot ?? snapshot
      fetched.delete(`${personId} ${chapterId}`)
      fetched.set(`${personId} ${chapterId}`, { chapterId, snapshot: same, at: Date.now() })
      forgetOld()
    },

    /** How many people are expected to connect. */
    expected: () => fetched.size,

    /** The newest snapshot that was fetched lately: the loader need not read it again. */
    latestFetched(chapterId: string): PackedSnapshot | undefined {
      const now = Date.now()
      let newest: PackedSnapshot | undefined
      for (const { chapterId: of, snapshot, at } of fetched.values()) {
        if (of !== chapterId || now - at > FETCHED_MS) continue
        if (!newest || snapshot.version > newest.version) newest = snapshot
      }
      return newest
    },

    /** A client waits until a document is loaded. */
    wait(chapterId: string, client: WaitingClient) {
      const clients = waiting.get(chapterId) ?? new Set()
      waiting.set(chapterId, clients.add(client))
      return {
        /** The client has sent its state vector or a change. */
        received() {
          const loading = loadings.get(chapterId)
          if (!loading) return
          const known = loading.synced.has(client)
          if (!known) sync(chapterId, client, loading)
          if (known || !loading.synced.has(client)) loading.loadNow()
        },
        /** The client no longer waits. */
        stop() {
          if (!clients.delete(client) || clients.size > 0) return
          waiting.delete(chapterId)
          loadings.get(chapterId)?.loadNow()
        },
      }
    },

    /** A document is being loaded from this snapshot and the rows after it. */
    start(chapterId: string, snapshot: PackedSnapshot, rows: StoredChapter['tail']) {
      const { promise, resolve: loadNow } = Promise.withResolvers<void>()
      const loading: Loading = { snapshot, rest: NOTHING, synced: new Set(), loadNow }
      const clients = () => waiting.get(chapterId) ?? new Set()
      /** Replaces what was read from the database with a later reading. */
      function update(newer: PackedSnapshot, newerRows: StoredChapter['tail']) {
        loading.snapshot = newer
        loading.rest = newerRows.length > 0 ? mergeMany(newerRows.map((row) => row.update)) : NOTHING
        for (const client of clients()) if (!loading.synced.has(client)) sync(chapterId, client, loading)
      }
      update(snapshot, rows)
      loadings.set(chapterId, loading)
      return {
        update,
        /**
         * Postpones the loading of a large document while every client that waits for it is already in sync. They are
         * applying the same text at that moment, often on the same processor, and loading would slow both down. Ends when a
         * client needs the document, or after a while. Resolves to true after such a pause: what was read may be outdated.
         */
        async postpone(): Promise<boolean> {
          if (clients().size === 0 || loading.synced.size < clients().size) return false
          if (totalClock(Y.decodeStateVector(snapshot.stateVector)) < heavyClocks) return false
          const late = setTimeout(loadNow, postponeMs)
          await promise
          clearTimeout(late)
          return true
        },
        /** The document is loaded, or loading failed. */
        done() {
          if (loadings.get(chapterId) === loading) loadings.delete(chapterId)
        },
      }
    },
  }
}
