import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import * as Y from 'yjs'
import type { ChapterStore } from './chapter-store.ts'
import { updateCleaner } from './update-clean.ts'

/** A snapshot as it is stored and as it is served over HTTP: a Yjs update in format 2, brotli. */
export type PackedSnapshot = {
  version: number
  packed: Uint8Array
  stateVector: Uint8Array
  /** Without quotes; the encoding is still to be added. */
  etag: string
  /** Known to hold nothing but what an editor writes. */
  clean: boolean
}
/** A snapshot as the websocket hands it out: an update in format 1. */
export type SyncState = {
  /** In memory that the threads share. */
  state: Uint8Array
  /** All deletions of the state without its text; null while the state waits for changes it has not seen. */
  deletes: Uint8Array | null
}
/** A folded snapshot as the portal keeps it at hand. */
export type LoadedSnapshot = PackedSnapshot & SyncState
/** A chapter as it lies in the database. */
export type StoredChapter = {
  exists: boolean
  snapshot: PackedSnapshot | null
  /** The caller has the newest snapshot at hand; it is not given once more. */
  known: boolean
  /** Journal rows that the snapshot does not hold. */
  tail: { id: number; update: Uint8Array }[]
}

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** Format 2 and brotli take a third of the room, so a chapter is read, sent and kept in a third of the time. */
export async function pack(update: Uint8Array): Promise<Uint8Array> {
  // A window no larger than the text: packing a small chapter in the largest one costs ten megabytes for a moment.
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

/** `knownVersion`: the snapshot that the caller has at hand. */
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

/** A snapshot as the threads take it. */
export type ChapterSnapshot = Pick<PackedSnapshot, 'packed' | 'stateVector' | 'clean'> & { chapter: string }

/** What a document is filled with (`update`, format 2), and what its readers are answered with. Off the event loop. */
export async function prepareSnapshot(text: ChapterSnapshot): Promise<SyncState & { update: Uint8Array }> {
  const { update, state } = await unpackChecked(text)
  return { update, ...syncStateOf(state ?? Y.convertUpdateFormatV2ToV1(update), text.stateVector) }
}

/** The update in a snapshot, in format 2. One that was stored before all was checked is checked now. */
export async function unpackChecked({
  packed,
  clean,
  chapter,
}: Omit<ChapterSnapshot, 'stateVector'>): Promise<{ update: Uint8Array; state?: Uint8Array }> {
  const update = await unpack(packed)
  if (clean) return { update }
  const state = Y.convertUpdateFormatV2ToV1(update)
  const cleaned = updateCleaner(chapter).clean(state, new Y.Doc())
  if (!cleaned) throw new Error('the stored text cannot be read')
  return cleaned === state
    ? { update, state }
    : { update: Y.convertUpdateFormatV1ToV2(cleaned), state: cleaned }
}

export function syncStateOf(state: Uint8Array, stateVector: Uint8Array): SyncState {
  const beyond = Y.diffUpdate(state, stateVector)
  // A state that holds more than its own vector waits for something: then deletions alone would not be enough.
  const complete = Y.decodeUpdate(beyond).structs.length === 0
  return { state: shared(state), deletes: complete ? beyond : null }
}

/** The same bytes where all threads see them: handing megabytes to another thread then costs nothing. */
function shared(bytes: Uint8Array): Uint8Array {
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

/** What a client with this state vector lacks of a state. */
export function differenceTo(state: Uint8Array, clientVector: Uint8Array): Uint8Array {
  return Y.diffUpdate(state, clientVector)
}
