import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import {
  attributeFits,
  attributeNames,
  isElementName,
  isMarkName,
  MARK_NAMES,
  mayContain,
  NODE_NAMES,
} from './grammar.ts'
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

describe('the grammar as plain data says what the schema says', () => {
  const { nodes, marks } = editorSchema()

  test('the same nodes, marks and attributes', () => {
    expect([...NODE_NAMES].sort()).toEqual(Object.keys(nodes).sort())
    expect([...MARK_NAMES].sort()).toEqual(Object.keys(marks).sort())
    for (const { name, spec } of Object.values(nodes)) {
      expect([name, attributeNames(name).sort()]).toEqual([name, Object.keys(spec.attrs ?? {}).sort()])
      expect(isElementName(name)).toBe(name !== 'doc' && name !== 'text')
    }
    expect(isMarkName('superscript--aB3+/x=9') && isMarkName('bold')).toBe(true)
    expect(isMarkName('blink--aB3+/x=9') || isMarkName('bold--short') || isMarkName('__proto__')).toBe(false)
  })

  test('the same children, whatever stands beside them', () => {
    for (const parent of Object.values(nodes)) {
      for (const child of Object.values(nodes)) {
        const pair = `${child.name} in ${parent.name}`
        const match = parent.contentMatch.matchType(child)
        expect([pair, mayContain(parent.name, child.name)]).toEqual([pair, match !== null])
        // Pairs are all there is to check only as long as a child leaves everything open.
        if (match) expect([pair, match.matchType(child) !== null && match.validEnd]).toEqual([pair, true])
      }
    }
  })

  test('every default value fits', () => {
    for (const { name, spec } of Object.values(nodes)) {
      for (const [key, { default: value }] of Object.entries(spec.attrs ?? {})) {
        expect([name, key, attributeFits(name, key, value)]).toEqual([name, key, true])
      }
    }
    expect(attributeFits('tableCell', 'colspan', 1e6)).toBe(false)
    expect(attributeFits('paragraph', 'constructor', 'x')).toBe(false)
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
