import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seeded } from '../testing/seeded-random.ts'
import { UPDATE_LIMITS } from './limits.ts'
import { splitUpdate } from './split-update.ts'
import { readUpdate } from './update-reader.ts'

const root = (doc: Y.Doc) => doc.getXmlFragment('default')

/** A document that some people wrote in turns, each in the text of the others. */
function written(seed: number): Y.Doc {
  const random = seeded(seed)
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('first')])
  root(doc).insert(0, [paragraph])
  for (let i = 0; i < 200; i += 1) {
    doc.clientID = 1 + Math.floor(random() * 6)
    const blocks = root(doc).toArray() as Y.XmlElement[]
    const text = blocks[Math.floor(random() * blocks.length)]!.get(0) as Y.XmlText
    if (random() < 0.1) root(doc).insert(Math.floor(random() * blocks.length), [paragraph.clone()])
    else if (random() < 0.2 && text.length > 2) text.delete(1, 1)
    else text.insert(Math.floor(random() * (text.length + 1)), 'ab')
  }
  return doc
}

test('the parts of an update together have its effect, and none of them waits for another', () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const doc = written(seed)
    const update = Y.encodeStateAsUpdate(doc)
    const parts = splitUpdate(update, readUpdate(update, UPDATE_LIMITS), 20)
    expect(parts.length).toBeGreaterThan(4)
    const copy = new Y.Doc()
    for (const part of parts) {
      Y.applyUpdate(copy, part)
      expect(copy.store.pendingStructs).toBeNull()
    }
    expect(root(copy).toString()).toBe(root(doc).toString())
    expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc))
  }
})

test('a small update is one part with the same bytes', () => {
  const update = Y.encodeStateAsUpdate(written(1))
  expect(splitUpdate(update, readUpdate(update, UPDATE_LIMITS))).toEqual([update])
})
