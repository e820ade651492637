import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE } from '../protocol.ts'
import { covers } from '../state-vectors.ts'
import { createCachedDocument, type CachedDocument } from './cached-document.ts'
import { ConnectionRefused } from './connection-refused.ts'
import { createEarlySync, NOTHING } from './early-sync.ts'
import type { LoadedSnapshot, StoredChapter, PackedSnapshot } from './packed-snapshots.ts'
import { Closed, type Threads } from './threads.ts'
import { updateCleaner } from './update-clean.ts'

/** A smaller document is encoded on the event loop: that costs less than asking a thread. */
const SMALL_BYTES = 64 * 1024

/** What a client gets for its state vector: first `ahead` as an update, then `rest` as step 2. */
export type SyncAnswer = { ahead: Uint8Array | null; rest: Uint8Array }

export type DocumentCache = ReturnType<typeof createDocumentCache>

/** Loads documents and answers state vectors from bytes that were prepared off the event loop. */
export function createDocumentCache(
  threads: Pick<Threads, 'find' | 'prepare' | 'difference'>,
  { smallBytes = SMALL_BYTES, earlySync = createEarlySync() } = {},
) {
  const documents = new Map<string, CachedDocument>()

  /** Reads a chapter from the database, except for a snapshot that is already here. */
  async function read(chapterId: string, here: PackedSnapshot | undefined) {
    const { exists, known, snapshot, tail } = await threads.find(chapterId, here?.version)
    return { exists, snapshot: known && here ? here : snapshot, tail }
  }

  function add(
    chapterId: string,
    document: Document,
    snapshot: LoadedSnapshot | null,
    tail: StoredChapter['tail'],
  ) {
    const cached = createCachedDocument(chapterId, document, { snapshot, tail })
    documents.set(chapterId, cached)
    document.once('destroy', () => {
      if (documents.get(chapterId) === cached) documents.delete(chapterId)
    })
    return cached
  }

  return {
    /**
     * Fills a new document. When the chapter cannot be read it refuses the connection, so that the client comes back later:
     * an empty document would be taken for the chapter.
     */
    async load(document: Document): Promise<CachedDocument> {
      const chapterId = chapterOf(document.name)
      if (!chapterId) throw new ConnectionRefused(CLOSE.noAccess)
      const failed = (error: unknown) => refuse(chapterId, error)
      let { exists, snapshot, tail } = await read(chapterId, earlySync.latestFetched(chapterId)).catch(failed)
      const early = exists && snapshot ? earlySync.start(chapterId, snapshot, tail) : null
      try {
        if (early && (await early.postpone())) {
          ;({ exists, snapshot, tail } = await read(chapterId, snapshot!).catch(failed))
          if (snapshot) early.update(snapshot, tail)
        }
        if (!exists) throw new ConnectionRefused(CLOSE.chapterGone)
        let loaded: LoadedSnapshot | null = null
        if (snapshot) {
          const { packed, stateVector, clean } = snapshot
          const prepared = threads.prepare({ chapter: chapterId, packed, stateVector, clean })
          const { update, ...syncState } = await prepared.catch(failed)
          Y.applyUpdateV2(document, update)
          loaded = { ...snapshot, ...syncState }
        }
        const cleaner = updateCleaner(chapterId)
        const cleaned: typeof tail = []
        document.transact(() => {
          for (const { id, update } of tail) {
            const rest = cleaner.clean(update, document)
            if (!rest) continue
            cleaned.push({ id, update: rest })
            Y.applyUpdate(document, rest)
          }
        })
        return add(chapterId, document, loaded, cleaned)
      } finally {
        early?.done()
      }
    },

    noteFetched: earlySync.noteFetched,
    wait: earlySync.wait,
    at: (chapterId: string): CachedDocument | undefined => documents.get(chapterId),
    all: () => documents.values(),
    size: () => documents.size,

    /**
     * What a client lacks. State vectors do not cover deletions, so every answer contains all of them: in the state of the
     * snapshot or its `deletes`, and in the tail. `who` names the person: long answers are computed in turns.
     */
    answer(cached: CachedDocument, clientVector: Uint8Array, who: string): SyncAnswer | Promise<SyncAnswer> {
      const { snapshot, snapshotVector } = cached
      if (!snapshot || !snapshotVector || !snapshot.deletes || snapshot.state.length < smallBytes) {
        return { ahead: null, rest: Y.encodeStateAsUpdate(cached.document, clientVector) }
      }
      const client = Y.decodeStateVector(clientVector)
      const tail = cached.tail()
      if (client.size === 0) return { ahead: snapshot.state, rest: tail ?? NOTHING }
      if (covers(client, snapshotVector)) return { ahead: snapshot.deletes, rest: tail ?? NOTHING }
      return threads.difference(snapshot.state, clientVector, who).then(
        (difference) => ({ ahead: difference, rest: tail ?? NOTHING }),
        () => ({ ahead: null, rest: Y.encodeStateAsUpdate(cached.document, clientVector) }),
      )
    },
  }
}

function refuse(chapter: string, error: unknown): never {
  if (error instanceof Closed) {
    log.debug({ chapter }, 'a chapter was not loaded because the portal is closing')
    throw new ConnectionRefused(CLOSE.goingAway)
  }
  log.error({ err: error, chapter }, 'a chapter could not be loaded')
  throw new ConnectionRefused(CLOSE.loadFailed)
}
