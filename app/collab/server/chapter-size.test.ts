import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { hasCapacityFor, reserveCapacityFor } from './chapter-size.ts'
import { UPDATE_LIMITS } from './limits.ts'
import { readUpdate } from './update-reader.ts'

const limits = { structs: 1_000, types: 10, characters: 1_000 }

/** What adds this many paragraphs to a document. */
function paragraphs(count: number): Uint8Array {
  const doc = new Y.Doc()
  doc.getXmlFragment('default').insert(
    0,
    Array.from({ length: count }, () => new Y.XmlElement('paragraph')),
  )
  return Y.encodeStateAsUpdate(doc)
}

test('only what is new to a chapter counts, until the chapter is full', () => {
  const chapter = new Y.Doc()
  const take = (update: Uint8Array) => {
    const read = readUpdate(update, UPDATE_LIMITS)
    const hasRoom = hasCapacityFor(chapter, read, limits)
    expect(reserveCapacityFor(chapter, read, limits)).toBe(hasRoom)
    if (!hasRoom) return false
    Y.applyUpdate(chapter, update)
    return true
  }
  const first = paragraphs(6)
  expect(take(first)).toBe(true)
  expect(take(paragraphs(5))).toBe(false)
  expect(take(first)).toBe(true)
  expect(take(paragraphs(4))).toBe(true)
  expect(take(paragraphs(1))).toBe(false)
  chapter.getXmlFragment('default').delete(0, 3)
  expect(take(paragraphs(3))).toBe(true)
})
