import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import * as Y from 'yjs'
import type { ChapterStore } from './chapter-store.ts'
import { updateCleaner } from './update-clean.ts'

/** A snapshot as it is stored and served over HTTP: a Yjs update in format 2, compressed with brotli. */
export type PackedSnapshot = {
  version: number
  packed: Uint8Array
  stateVector: Uint8Array
  /** Without quotes and without the content encoding. */
  etag: string
  /** Whether it was checked and contains only what an editor writes. */
  clean: boolean
}
/** A snapshot as the websocket sends it: an update in format 1. */
export type SyncState = {
  /** In memory that all threads share. */
  state: Uint8Array
  /** All deletions of the state, without its text; null while the state refers to updates that are missing. */
  deletes: Uint8Array | null
}
/** A snapshot in memory. */
export type LoadedSnapshot = PackedSnapshot & SyncState
/** A chapter as it is stored. */
export type StoredChapter = {
  exists: boolean
  snapshot: PackedSnapshot | null
  /** The caller already has the newest snapshot, so it is not returned. */
  known: boolean
  /** The journal rows after the snapshot. */
  tail: { id: number; update: Uint8Array }[]
}

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** Compresses an update in format 2. Format 2 with brotli takes a third of the bytes of format 1. */
export async function pack(update: Uint8Array): Promise<Uint8Array> {
  // The window is no larger than the text: the largest one takes ten megabytes, even for a small chapter.
  const window = Math.ceil(Math.log2(Math.max(2, update.length)))
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: update.length,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(constants.BROTLI_MIN_WINDOW_BITS, window)),
  }
  return new Uint8Array(await compress(update, { params }))
}

export async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await decompress(packed))
}

/** Reads a chapter. `knownVersion`: the snapshot that the caller already has. */
export async function readChapter(
  store: Pick<ChapterStore, 'state'>,
  chapter: string,
  knownVersion?: number,
): Promise<StoredChapter> {
  const { exists, version, snapshot, stateVector, clean, rows } = await store.state(chapter, knownVersion)
  return {
    exists,
    known: knownVersion !== undefined && version === knownVersion,
    snapshot: snapshot && stateVector ? packedSnapshot(version, snapshot, stateVector, clean) : null,
    tail: rows.map(({ id, update }) => ({ id, update })),
  }
}

/** What the worker threads need of a snapshot. */
export type ChapterSnapshot = Pick<PackedSnapshot, 'packed' | 'stateVector' | 'clean'> & { chapter: string }

/** Unpacks a snapshot: `update` (format 2) fills the document, the rest answers clients. Runs in a worker thread. */
export async function prepareSnapshot(text: ChapterSnapshot): Promise<SyncState & { update: Uint8Array }> {
  const { update, state } = await unpackChecked(text)
  return { update, ...syncStateOf(state ?? Y.convertUpdateFormatV2ToV1(update), text.stateVector) }
}

/** The update in a snapshot, in format 2. A snapshot that was not checked when it was stored is checked now. */
export async function unpackChecked({
  packed,
  clean,
  chapter,
}: Omit<ChapterSnapshot, 'stateVector'>): Promise<{ update: Uint8Array; state?: Uint8Array }> {
  const update = await unpack(packed)
  if (clean) return { update }
  const state = Y.convertUpdateFormatV2ToV1(update)
  const cleaned = updateCleaner(chapter).clean(state, new Y.Doc())
  if (!cleaned) throw new Error('the stored snapshot cannot be read')
  return cleaned === state
    ? { update, state }
    : { update: Y.convertUpdateFormatV1ToV2(cleaned), state: cleaned }
}

export function syncStateOf(state: Uint8Array, stateVector: Uint8Array): SyncState {
  const beyond = Y.diffUpdate(state, stateVector)
  // A state with structs beyond its own vector refers to missing updates. Then the deletions alone are not enough.
  const complete = Y.decodeUpdate(beyond).structs.length === 0
  return { state: inSharedMemory(state), deletes: complete ? beyond : null }
}

/** Copies bytes to shared memory, so that passing them to another thread costs nothing. */
function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const there = new Uint8Array(new SharedArrayBuffer(bytes.length))
  there.set(bytes)
  return there
}

export function packedSnapshot(
  version: number,
  packed: Uint8Array,
  stateVector: Uint8Array,
  clean: boolean,
): PackedSnapshot {
  const etag = `${version}-${createHash('sha256').update(packed).digest('base64url').slice(0, 16)}`
  return { version, packed, stateVector, etag, clean }
}

/** The part of a state that a client with this state vector lacks. */
export function differenceTo(state: Uint8Array, clientVector: Uint8Array): Uint8Array {
  return Y.diffUpdate(state, clientVector)
}
