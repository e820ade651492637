/* oxlint-disable no-underscore-dangle -- the inner links of Yjs types have such names */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentJson } from '#app/editor/render/json.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { findMisplaced, repairDocument } from './document-repair.ts'
import { snapshotMaker } from './make-snapshot.ts'
import { STORED_LIMITS } from './limits.ts'
import { updateCleaner } from './update-clean.ts'

const chapter = '0198c0de-0000-7000-8000-000000000001'
const root = (doc: Y.Doc) => doc.getXmlFragment('default')
function paragraph(words: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}

/** A document with two paragraphs, and between them what somebody stored before there was a check. */
function stored(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  root(doc).insert(0, [paragraph('first'), paragraph('last')])
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc)
}
function opened(update: Uint8Array, limits = STORED_LIMITS): Y.Doc {
  const doc = new Y.Doc()
  const cleaned = updateCleaner(chapter, limits).clean(update, doc)
  if (cleaned) Y.applyUpdate(doc, cleaned)
  repairDocument(doc)
  expect(findMisplaced(doc)).toEqual([])
  return doc
}
const between = (type: unknown) => (doc: Y.Doc) => root(doc).insert(1, [type as Y.XmlElement])
function levels(count: number, words: string) {
  return (doc: Y.Doc) => {
    let at: Y.XmlFragment = root(doc)
    for (let i = 0; i < count; i += 1) {
      at.insert(i === 0 ? 1 : 0, [new Y.XmlElement('blockquote')])
      at = at.get(i === 0 ? 1 : 0) as Y.XmlElement
    }
    at.insert(0, [paragraph(words)])
  }
}
function lettersAtTheEnd(doc: Y.Doc) {
  const left = (root(doc).get(1) as Y.XmlElement)._item!
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
  const content = new Y.ContentString('abc')
  const letters = new Y.Item(id, left, left.lastId, null, null, root(doc), null, content)
  doc.transact((transaction) => letters.integrate(transaction, 0))
}
const textOf = (doc: Y.Doc) =>
  root(doc)
    .toArray()
    .map((block) => block.toString().replace(/<[^>]+>/g, ''))

test('a stored document that no browser could open is repaired and keeps its text', () => {
  const item = new Y.XmlElement('listItem')
  item.insert(0, [paragraph('a point')])
  const cases: [string, (doc: Y.Doc) => void, string[]][] = [
    ['text in the document', between(new Y.XmlText('loose')), ['first', 'loose', 'last']],
    ['an item without a list', between(item), ['first', 'a point', 'last']],
    ['a hook', between(new Y.XmlHook('hook')), ['first', 'last']],
    ['a map', between(new Y.Map([['key', 'value']])), ['first', 'last']],
    ['letters in the document', lettersAtTheEnd, ['first', 'last', 'abc']],
    ['other roots', (doc) => doc.getText('beside').insert(0, 'x'), ['first', 'last']],
    ['twelve hundred quotations', levels(1_200, 'deep'), ['first', '', 'deep', 'last']],
    ['two thousand quotations', levels(2_000, 'deep'), ['first', '', 'last']],
  ]
  for (const [what, change, blocks] of cases) {
    const doc = opened(stored(change))
    expect([what, textOf(doc)]).toEqual([what, blocks])
    expect([what, [...doc.share.keys()]]).toEqual([what, ['default']])
  }
})

test('too wide a cell becomes an ordinary one, and text with an unknown mark stays', () => {
  const doc = opened(
    stored((doc) => {
      const cell = new Y.XmlElement('tableCell')
      cell.setAttribute('colspan', 1e6 as never)
      const [table, row] = [new Y.XmlElement('table'), new Y.XmlElement('tableRow')]
      row.insert(0, [cell])
      table.insert(0, [row])
      root(doc).insert(2, [table])
      const words = (root(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText
      words.format(0, 3, { blink: {} })
    }),
  )
  const [first, , table] = documentJson(doc).content!
  expect(first).toEqual({ type: 'paragraph', content: [{ type: 'text', text: 'first' }] })
  expect(table?.content?.[0]?.content?.[0]).toEqual({ type: 'tableCell' })
})

test('clients that have the removed structs delete them', () => {
  const update = stored(between(new Y.XmlHook('hook')))
  const client = new Y.Doc()
  Y.applyUpdate(client, update)
  Y.applyUpdate(client, updateCleaner(chapter).clean(update, new Y.Doc())!)
  expect(root(client).length).toBe(2)
})

test('two processes that repair the same document make the same change', () => {
  const update = stored(between(new Y.XmlText('loose')))
  const [one, other] = [opened(update), opened(update)]
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  expect(textOf(one)).toEqual(['first', 'loose', 'last'])
})

test('elements beyond the limit of a chapter are left out, and so is what is no update', () => {
  const many = stored((doc) =>
    root(doc).insert(
      2,
      Array.from({ length: 50 }, () => paragraph('')),
    ),
  )
  expect(root(opened(many, { ...STORED_LIMITS, types: 20 })).length).toBeLessThan(20)
  expect(updateCleaner(chapter).clean(new Uint8Array([9, 9, 9]), new Y.Doc())).toBeNull()
})

test('a valid update comes back as the same bytes', () => {
  const update = stored(between(paragraph('mine')))
  expect(updateCleaner(chapter).clean(update, new Y.Doc())).toBe(update)
})

test('a snapshot leaves out what breaks a document, and is marked as clean or not', async () => {
  const { store } = memoryStore([chapter])
  const saved: { clean: boolean; words: number | undefined }[] = []
  const makeSnapshot = snapshotMaker({
    ...store,
    saveSnapshot: (id, result) => {
      saved.push({ clean: result.clean, words: result.text?.words })
      return store.saveSnapshot(id, result)
    },
  })
  for (const change of [
    between(new Y.XmlHook('hook')),
    between(new Y.XmlText('loose')),
    levels(4_000, 'x'),
  ]) {
    await store.append([{ chapter, person: null, update: stored(change) }])
    expect((await makeSnapshot(chapter)).kind).toBe('saved')
  }
  expect(saved.map(({ clean }) => clean)).toEqual([true, false, false])
  expect(saved.every(({ words }) => words! > 0)).toBe(true)
})
