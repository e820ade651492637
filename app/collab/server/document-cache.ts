import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { chapterOf, CLOSE } from '../protocol.ts'
import type { LoadedSnapshot, StoredChapter, PackedSnapshot } from './packed-snapshots.ts'
import { covers } from '../state-vectors.ts'
import { createEarlySync, NOTHING } from './early-sync.ts'
import { ConnectionRefused } from './connection-refused.ts'
import { createCachedDocument, type CachedDocument } from './cached-document.ts'
import { Closed, type Threads } from './threads.ts'
import { updateCleaner } from './update-clean.ts'

/** Below this, encoding a document on the event loop costs less than the way around it. */
const SMALL_BYTES = 64 * 1024

/** What a client gets for its state vector: first `ahead` as an update, then `rest` as step 2. */
export type SyncAnswer = { ahead: Uint8Array | null; rest: Uint8Array }

export type DocumentCache = ReturnType<typeof createDocumentCache>

/** Loads chapters into documents and answers who opens them, from bytes that were prepared off the event loop. */
export function createDocumentCache(
  threads: Pick<Threads, 'find' | 'prepare' | 'difference'>,
  { smallBytes = SMALL_BYTES, earlySync = createEarlySync() } = {},
) {
  const cachedDocuments = new Map<string, CachedDocument>()

  /** The chapter as it lies in the database, with the text at hand where that is the newest. */
  async function newest(chapterId: string, atHand: PackedSnapshot | undefined) {
    const { exists, known, snapshot, tail } = await threads.find(chapterId, atHand?.version)
    return { exists, snapshot: known && atHand ? atHand : snapshot, tail }
  }

  function add(
    chapterId: string,
    document: Document,
    snapshot: LoadedSnapshot | null,
    tail: StoredChapter['tail'],
  ) {
    const cached = createCachedDocument(chapterId, document, { snapshot, tail })
    cachedDocuments.set(chapterId, cached)
    document.once('destroy', () => {
      if (cachedDocuments.get(chapterId) === cached) cachedDocuments.delete(chapterId)
    })
    return cached
  }

  return {
    /**
     * Fills a new document. Refuses, so that a client comes back later, when the chapter could not be read:
     * a blank document in place of a chapter would be taken for the chapter.
     */
    async load(document: Document): Promise<CachedDocument> {
      const chapterId = chapterOf(document.name)
      if (!chapterId) throw new ConnectionRefused(CLOSE.noAccess)
      const failed = (error: unknown) => unreadable(chapterId, error)
      let { exists, snapshot, tail } = await newest(chapterId, earlySync.atHand(chapterId)).catch(failed)
      const opening = exists && snapshot ? earlySync.open(chapterId, snapshot, tail) : null
      try {
        if (opening && (await opening.rested())) {
          ;({ exists, snapshot, tail } = await newest(chapterId, snapshot!).catch(failed))
          if (snapshot) opening.renew(snapshot, tail)
        }
        if (!exists) throw new ConnectionRefused(CLOSE.chapterGone)
        let loaded: LoadedSnapshot | null = null
        if (snapshot) {
          const { packed, stateVector, clean } = snapshot
          const text = { chapter: chapterId, packed, stateVector, clean }
          const { update, ...syncState } = await threads.prepare(text).catch(failed)
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
        opening?.done()
      }
    },

    noteGiven: earlySync.noteGiven,
    wait: earlySync.wait,
    at: (chapterId: string): CachedDocument | undefined => cachedDocuments.get(chapterId),
    all: () => cachedDocuments.values(),
    size: () => cachedDocuments.size,

    /**
     * What a client lacks. State vectors do not carry deletions, so every answer holds all of them: in the folded
     * state or its `deletes`, and in the tail. `who` asks: long answers are worked out for everybody in turn.
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

function unreadable(chapter: string, error: unknown): never {
  if (error instanceof Closed) {
    log.debug({ chapter }, 'a chapter was no longer loaded: the portal is closing')
    throw new ConnectionRefused(CLOSE.goingAway)
  }
  log.error({ err: error, chapter }, 'a chapter could not be loaded')
  throw new ConnectionRefused(CLOSE.loadFailed)
}
