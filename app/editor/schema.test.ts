import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import { documentJson } from './render/index.ts'
import { editorSchema } from './schema.ts'
import { EDITOR_VERSION } from './version.ts'

/** Every node and mark with its attributes and content: what another version of the editor must agree on. */
function grammar(): Record<string, string> {
  const { nodes, marks } = editorSchema()
  const attributes = (spec: { attrs?: Record<string, unknown> | null }) =>
    Object.keys(spec.attrs ?? {})
      .sort()
      .join(' ')
  return Object.fromEntries([
    ...Object.values(nodes).map(({ name, spec }) => [name, `${spec.content ?? ''} (${attributes(spec)})`]),
    ...Object.values(marks).map(({ name, spec }) => [name, `mark (${attributes(spec)})`]),
  ])
}

test('the grammar is the one this version stands for; when this fails, read version.ts', () => {
  expect(EDITOR_VERSION).toBe(1)
  expect(grammar()).toEqual({
    doc: 'block+ ()',
    paragraph: 'inline* (dir hint)',
    heading: 'inline* (dir level)',
    text: ' ()',
    hardBreak: ' ()',
    horizontalRule: ' ()',
    blockquote: 'block* ()',
    callout: 'block* (addressee kind)',
    bulletList: 'listItem* ()',
    orderedList: 'listItem* (start)',
    listItem: 'block* (dir)',
    taskList: 'taskItem* ()',
    taskItem: 'block* (checked dir)',
    table: 'tableRow* ()',
    tableRow: '(tableCell | tableHeader)* ()',
    tableHeader: 'block* (colspan colwidth rowspan)',
    tableCell: 'block* (colspan colwidth rowspan)',
    link: 'mark (href)',
    bold: 'mark ()',
    italic: 'mark ()',
    underline: 'mark ()',
    strike: 'mark ()',
    superscript: 'mark ()',
    subscript: 'mark ()',
  })
})

describe('merging never destroys a container', () => {
  const containers = [
    'bulletList',
    'orderedList',
    'taskList',
    'listItem',
    'taskItem',
    'blockquote',
    'callout',
    'table',
    'tableRow',
    'tableCell',
    'tableHeader',
  ]

  test.each(containers)('an emptied %s stays, with what a third person adds to it', (name) => {
    const { nodes } = editorSchema()
    const inner = nodes[name]?.contentMatch.defaultType?.name ?? ''
    const [one, other, third] = [new Doc(), new Doc(), new Doc()] as const
    const container = new XmlElement(name)
    container.insert(0, [new XmlElement(inner), new XmlElement(inner)])
    one.getXmlFragment('default').insert(0, [container])
    applyUpdate(other, encodeStateAsUpdate(one))
    applyUpdate(third, encodeStateAsUpdate(one))

    const inDoc = (doc: Doc) => doc.getXmlFragment('default').get(0) as XmlElement
    inDoc(one).delete(0, 1)
    inDoc(other).delete(1, 1)
    inDoc(third).insert(2, [new XmlElement(inner)])

    applyUpdate(one, encodeStateAsUpdate(other))
    // What the binding does when it draws: it deletes what does not fit the grammar.
    yXmlFragmentToProseMirrorRootNode(one.getXmlFragment('default'), editorSchema())
    applyUpdate(one, encodeStateAsUpdate(third))

    expect(documentJson(one).content).toEqual([
      expect.objectContaining({ type: name, content: [{ type: inner }] }),
    ])
  })
})

test('words in a mark or node of the grammar are kept when drawn', () => {
  const doc = new Doc()
  const paragraph = new XmlElement('paragraph')
  const words = new XmlText()
  words.insert(0, 'linked', { link: { href: 'https://example.org' }, bold: {} })
  paragraph.insert(0, [words])
  doc.getXmlFragment('default').insert(0, [paragraph])
  const drawn = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment('default'), editorSchema())
  expect(drawn.textContent).toBe('linked')
  expect(drawn.firstChild?.firstChild?.marks.map(({ type }) => type.name).sort()).toEqual(['bold', 'link'])
})
