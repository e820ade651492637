import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { unsentUpdate, unsentWords } from './unsent.ts'

function paragraph(doc: Y.Doc, text: string): Y.XmlText {
  const words = new Y.XmlText(text)
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [words])
  doc.getXmlFragment('default').push([element])
  return words
}

/** A text that everybody has, and somebody who goes on writing in it alone. */
function scene() {
  const portal = new Y.Doc()
  paragraph(portal, 'What others wrote.')
  const mine = new Y.Doc()
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(portal))
  const element = mine.getXmlFragment('default').get(0) as Y.XmlElement
  const text = element.get(0) as Y.XmlText
  text.insert(0, 'Sent. ')
  Y.applyUpdate(portal, Y.encodeStateAsUpdate(mine))
  const writers = new Map([[mine.clientID, Y.getState(mine.store, mine.clientID)]])
  text.insert(6, 'Unsent. ')
  text.insert(text.length, ' And the end.')
  paragraph(mine, 'A paragraph of my own.')
  paragraph(mine, 'Taken back.').delete(0, 11)
  return { portal, mine, writers }
}

test('only unsent text of this device is returned, paragraph by paragraph', () => {
  const { mine, writers } = scene()
  expect(unsentWords(mine, writers)).toEqual(['Unsent. … And the end.', 'A paragraph of my own.'])
  expect(unsentWords(mine, new Map())).toEqual([])
})

test('the update with unsent text contains no text of others, and fits in its place when the right is restored', () => {
  const { portal, mine, writers } = scene()
  const update = unsentUpdate(mine, writers)
  expect(Buffer.from(update).includes('What others wrote.')).toBe(false)
  const later = new Y.Doc()
  Y.applyUpdate(later, update)
  Y.applyUpdate(later, Y.encodeStateAsUpdate(portal))
  expect(later.getXmlFragment('default').toString()).toBe(mine.getXmlFragment('default').toString())
})
