import * as Y from 'yjs'
import { DOCUMENT_FIELD } from '../protocol.ts'

/** The Yjs clients that wrote on this device, and up to which clock the portal has each of them. */
export type Writers = Map<number, number>

/** Text of this device that the portal may not have, in the order of the document: one entry for each paragraph. */
export function unsentWords(doc: Y.Doc, writers: Writers): string[] {
  const found: string[] = []
  collect(doc.getXmlFragment(DOCUMENT_FIELD), writers, found)
  return found
}

/** The same as a Yjs update without the text of others. */
export function unsentUpdate(doc: Y.Doc, writers: Writers): Uint8Array {
  const held = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const [client, clock] of writers) held.set(client, Math.min(clock, held.get(client) ?? 0))
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(held))
}

function collect(type: { _start: Y.Item | null }, writers: Writers, found: string[]) {
  let words = ''
  let skipped = false
  const { _start: first } = type
  for (let item = first; item; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentType) {
      collect(content.type, writers, found)
      continue
    }
    if (!(content instanceof Y.ContentString)) continue
    const held = writers.get(item.id.client)
    const from = held === undefined ? item.length : Math.max(0, held - item.id.clock)
    if (from >= item.length) {
      skipped = true
      continue
    }
    const piece = content.str.slice(from)
    words = skipped && words ? `${words.trimEnd()} … ${piece.trimStart()}` : words + piece
    skipped = false
  }
  if (words.trim()) found.push(words.trim())
}
