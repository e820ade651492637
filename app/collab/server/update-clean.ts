import * as encoding from 'lib0/encoding'
import { mergeUpdates, type Doc } from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { STORED_LIMITS } from './limits.ts'
import { markTooDeep } from './update-check.ts'
import { readStoredUpdate } from './update-reader.ts'
import { UpdateRefused, type ReadUpdate, type Struct } from './update-structs.ts'

// Content types of structs in Yjs: the low bits of the first byte.
const [COLLECTED, DELETED, CONTENT] = [0, 1, 31]

/**
 * Removes from stored updates what would be refused today, so that every stored chapter opens. Removed structs are written as
 * deleted: their neighbours stay, and clients that have them delete them. Equal input gives equal output. A cleaner is for one
 * chapter, because it counts the types of all its updates.
 */
export function updateCleaner(chapter: string, limits = STORED_LIMITS) {
  let types = limits.types
  return {
    /**
     * Returns the update without what is refused; the same bytes when nothing is refused, null when it cannot be read.
     * `document` is the document to which it is applied next.
     */
    clean(update: Uint8Array, document: Doc): Uint8Array | null {
      try {
        const read = readStoredUpdate(update, { ...limits, types })
        types = Math.max(0, types - read.types)
        if (read.types > 0) markTooDeep(document, read)
        if (read.replaced === 0) return update
        log.warn(
          { chapter, replaced: read.replaced },
          'parts of a stored update that no editor can show were left out',
        )
        return rewritten(update, read)
      } catch (error) {
        if (!(error instanceof UpdateRefused)) throw error
        log.error({ chapter, why: error.message }, 'a stored update cannot be read and was left out')
        return null
      }
    },
  }
}

function rewritten(update: Uint8Array, read: ReadUpdate): Uint8Array {
  const encoder = encoding.createEncoder()
  const clients = [...read.clients].filter(([, structs]) => structs.length > 0)
  encoding.writeVarUint(encoder, clients.length)
  for (const [client, structs] of clients) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, structs[0]!.clock)
    for (const struct of structs) {
      if (!struct.replaced) {
        encoding.writeUint8Array(encoder, update.subarray(struct.from, struct.to))
        continue
      }
      if (struct.foreign) encoding.writeUint8(encoder, COLLECTED)
      else {
        encoding.writeUint8(encoder, (update[struct.from]! & ~CONTENT) | DELETED)
        encoding.writeUint8Array(encoder, update.subarray(struct.from + 1, struct.contentFrom))
      }
      encoding.writeVarUint(encoder, struct.length)
    }
  }
  encoding.writeUint8Array(encoder, update.subarray(read.deletionsFrom))
  return mergeUpdates([encoding.toUint8Array(encoder), deletionOf(clients)])
}

/** An update that deletes the replaced structs, for clients that have them. */
function deletionOf(clients: [client: number, structs: Struct[]][]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, clients.length)
  for (const [client, structs] of clients) {
    const replaced = structs.filter((struct) => struct.replaced)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, replaced.length)
    for (const { clock, length } of replaced) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
  return encoding.toUint8Array(encoder)
}
