import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { editorSchema } from '#app/editor/schema.ts'
import { seeded } from '#app/collab/testing/seeded-random.ts'
import { UPDATE_LIMITS } from './limits.ts'
import { mergeMany } from './merge-updates.ts'
import { checkUpdate } from './update-check.ts'

const root = (doc: Y.Doc) => doc.getXmlFragment('default')

/** What a change brings, and whether it may be applied to a document that holds what was there before. */
function sent(change: (doc: Y.Doc) => void, before?: (doc: Y.Doc) => void) {
  const [doc, server] = [new Y.Doc(), new Y.Doc()]
  before?.(doc)
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  const known = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  return { server, update: Y.encodeStateAsUpdate(doc, known) }
}
const verdict = (...changes: Parameters<typeof sent>) => {
  const { server, update } = sent(...changes)
  const before = Y.encodeStateAsUpdate(server)
  const { kind } = checkUpdate(server, update, UPDATE_LIMITS)
  // Whatever is found, nothing may have changed.
  expect(Y.encodeStateAsUpdate(server)).toEqual(before)
  return kind
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[] = [], attributes: object = {}) {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children)
  return made
}
const paragraph = (text = 'words') => element('paragraph', [new Y.XmlText(text)])
const first = (doc: Y.Doc) => root(doc).get(0) as Y.XmlElement

function nested(levels: number) {
  let inner = element('blockquote', [paragraph()])
  for (let i = 1; i < levels; i += 1) inner = element('blockquote', [inner])
  return inner
}
/** Numbers as an update writes them; those from 128 to 255 are the first byte of a struct. */
function bytes(...numbers: number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) {
    if (number >= 128 && number < 256) encoding.write(encoder, number)
    else encoding.writeVarUint(encoder, number)
  }
  return encoding.toUint8Array(encoder)
}
const push =
  (...made: (Y.XmlElement | Y.XmlText)[]) =>
  (doc: Y.Doc) =>
    root(doc).insert(root(doc).length, made)

test('what the editor writes is accepted: all nodes, marks and attributes, typing, deleting and undoing', () => {
  const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks })
  const json = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2, dir: 'rtl' }, content: [text('Findings')] },
      {
        type: 'paragraph',
        attrs: { dir: 'ltr', hint: 'Name three' },
        content: [
          text('see ', { type: 'bold' }, { type: 'italic' }),
          text('there', { type: 'link', attrs: { href: 'https://example.org' } }),
          { type: 'hardBreak' },
          text('2', { type: 'superscript' }, { type: 'underline' }, { type: 'strike' }),
          text('😀', { type: 'subscript' }),
        ],
      },
      { type: 'horizontalRule' },
      { type: 'blockquote', content: [{ type: 'paragraph' }] },
      { type: 'callout', attrs: { kind: 'recommendation', addressee: 'Council' }, content: [] },
      {
        type: 'orderedList',
        attrs: { start: 20_240_101 },
        content: [{ type: 'listItem', content: [{ type: 'bulletList', content: [] }] }],
      },
      {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph' }] }],
      },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] },
              { type: 'tableCell', attrs: { rowspan: 150 }, content: [] },
            ],
          },
        ],
      },
    ],
  }
  const all = (doc: Y.Doc) => prosemirrorJSONToYXmlFragment(editorSchema(), json, root(doc))
  expect(verdict(all)).toBe('fits')
  const words = (doc: Y.Doc) => (root(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText
  expect(verdict((doc) => words(doc).insert(2, 'more', { bold: {} }), all)).toBe('fits')
  expect(verdict((doc) => words(doc).format(0, 3, { bold: null }), all)).toBe('fits')
  expect(verdict((doc) => root(doc).delete(0, 4), all)).toBe('fits')
  expect(verdict((doc) => first(doc).setAttribute('level', 3 as never), all)).toBe('fits')
  expect(verdict((doc) => first(doc).removeAttribute('dir'), all)).toBe('fits')
})

test('what would make the chapter unreadable for every browser is refused', () => {
  const text = (doc: Y.Doc) => first(doc).get(0) as Y.XmlText
  const cases: Record<string, Parameters<typeof sent>> = {
    'text in the document': [push(new Y.XmlText('loose'))],
    'a hook in the document': [push(new Y.XmlHook('hook') as never)],
    'a map in the document': [push(new Y.Map() as never)],
    'an array in the document': [push(new Y.Array() as never)],
    'a plain text in a paragraph': [push(element('paragraph', [new Y.Text('plain') as never]))],
    'values in the document': [(doc) => doc.getArray('default').insert(0, [1, 'two'])],
    'letters in the document': [(doc) => doc.getText('default').insert(0, 'letters')],
    'a key of the document': [(doc) => doc.getMap('default').set('paragraph', 1)],
    'letters in an element': [
      (doc) => {
        const item = new Y.Item(
          Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID)),
          null,
          null,
          null,
          null,
          first(doc),
          null,
          new Y.ContentString('loose'),
        )
        doc.transact((transaction) => item.integrate(transaction, 0))
      },
      push(paragraph()),
    ],
    'an unknown element': [push(element('script'))],
    'an element of another level': [push(element('listItem', [paragraph()]))],
    'a block in a paragraph': [push(element('paragraph', [paragraph()]))],
    'a type in a text': [(doc) => text(doc).insertEmbed(0, element('paragraph')), push(paragraph())],
    'a picture in a text': [(doc) => text(doc).insertEmbed(0, { image: 'x' }), push(paragraph())],
    'an unknown mark': [(doc) => text(doc).format(0, 2, { blink: {} }), push(paragraph())],
    'a mark with a list': [(doc) => text(doc).format(0, 2, { bold: [1] }), push(paragraph())],
    'too wide a cell': [
      push(element('table', [element('tableRow', [element('tableCell', [], { colspan: 1e6 })])])),
    ],
    'an unknown attribute': [push(element('paragraph', [], { onclick: 'x' }))],
    'an attribute of another type': [push(element('heading', [], { level: 'two' }))],
    'an attribute with a list': [push(element('heading', [], { level: [1] }))],
    'an attribute that is an element': [
      (doc) => first(doc).setAttribute('dir', element('paragraph') as never),
      push(paragraph()),
    ],
    'thousands of quotations around one another': [
      (doc) => {
        let at: Y.XmlFragment = root(doc)
        for (let i = 0; i < 4_000; i += 1) {
          at.insert(0, [element('blockquote')])
          at = at.get(0) as Y.XmlElement
        }
      },
    ],
    'one quotation too many': [push(nested(101))],
    'another root': [(doc) => doc.getText('beside').insert(0, 'x')],
  }
  for (const [what, change] of Object.entries(cases))
    expect([what, verdict(...change)]).toEqual([what, 'not-allowed'])
  expect(verdict(push(nested(99)))).toBe('fits')
})

test('the nesting depth is counted in the document too', () => {
  const innermost = (doc: Y.Doc) => {
    let at = first(doc)
    while (at.length > 0 && (at.get(0) as Y.XmlElement).nodeName === 'blockquote')
      at = at.get(0) as Y.XmlElement
    return at
  }
  const deep = (doc: Y.Doc) => push(nested(90))(doc)
  expect(verdict((doc) => innermost(doc).insert(0, [nested(9)]), deep)).toBe('fits')
  expect(verdict((doc) => innermost(doc).insert(0, [nested(10)]), deep)).toBe('not-allowed')
})

test('updates beyond a limit are refused before anything is applied', () => {
  const limits = { structs: 100, types: 20, clients: 3, deletions: 9 }
  const kindOf = (update: Uint8Array) => checkUpdate(new Y.Doc(), update, limits).kind
  const elements = sent(push(...Array.from({ length: 21 }, () => element('paragraph'))))
  expect(kindOf(elements.update)).toBe('too-large')
  const strangers = Array.from({ length: 4 }, () => sent(push(element('paragraph'))).update)
  expect(kindOf(Y.mergeUpdates(strangers))).toBe('too-large')
  const gaps = new Y.Doc()
  push(paragraph('x'.repeat(40)))(gaps)
  for (let i = 0; i < 10; i += 1) (first(gaps).get(0) as Y.XmlText).delete(i, 1)
  expect(kindOf(Y.encodeStateAsUpdate(gaps))).toBe('too-large')
  // As many structs as are claimed, whatever follows.
  expect(kindOf(bytes(1, 101, 7, 0))).toBe('too-large')
  const roots = new Y.Doc()
  for (let i = 0; i < 50; i += 1) roots.getText(`root ${i}`).insert(0, 'x')
  expect(kindOf(Y.encodeStateAsUpdate(roots))).toBe('not-allowed')
})

test('bytes that are no update, or that Yjs reads in two ways, are malformed and not merely forbidden', () => {
  const cases: Record<string, Uint8Array> = {
    nothing: bytes(),
    'half an update': bytes(1, 1, 7),
    'something behind it': bytes(0, 0, 0),
    'a client twice': bytes(2, 1, 7, 0, 0, 5, 1, 7, 5, 0, 5, 0),
    'a collected struct with more bits': bytes(1, 1, 7, 0, 0x20, 5, 0),
    'an origin that is later': bytes(1, 1, 7, 0, 0x81, 7, 3, 5, 0),
    'a struct around itself': bytes(1, 1, 7, 0, 0x07, 0, 7, 0, 6, 0),
    'a clock nobody reaches': bytes(1, 1, 7, 2 ** 40, 0, 1, 0),
    'the same deletion twice': bytes(0, 1, 7, 2, 0, 5, 0, 5),
    'a text longer than the update': bytes(1, 1, 7, 0, 0x84, 8, 0, 1_000, 65, 0),
    'structs around one another': bytes(2, 1, 8, 0, 0x87, 7, 0, 6, 1, 7, 0, 0x87, 8, 0, 6, 0),
  }
  for (const [what, update] of Object.entries(cases))
    expect([what, checkUpdate(new Y.Doc(), update, UPDATE_LIMITS).kind]).toEqual([what, 'malformed'])
})

test('a struct that continues in another place is refused', () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  push(paragraph('a'))(doc)
  push(element('paragraph'))(doc)
  // The last clock is an element of the document; claimed as the first of two letters of the text.
  const clock = Y.getState(doc.store, 7) - 1
  const letters = [0x84, 7, clock - 1, 2, 97, 98]
  expect(checkUpdate(doc, bytes(1, 1, 7, clock, ...letters, 0), UPDATE_LIMITS).kind).toBe('not-allowed')
  expect(checkUpdate(doc, bytes(1, 1, 7, clock + 1, ...letters, 0), UPDATE_LIMITS).kind).toBe('fits')
})

test('an update that refers to a missing one is pending, and a known one changes nothing', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  push(paragraph('a'))(doc)
  ;(first(doc).get(0) as Y.XmlText).insert(1, 'b')
  const server = new Y.Doc()
  expect(checkUpdate(server, updates[1]!, UPDATE_LIMITS)).toMatchObject({ kind: 'fits', waits: true })
  expect(checkUpdate(server, updates[0]!, UPDATE_LIMITS)).toMatchObject({ kind: 'fits', waits: false })
  expect(checkUpdate(doc, updates[0]!, UPDATE_LIMITS)).toMatchObject({ kind: 'fits', waits: false })
})

test('concurrent updates of several editors are accepted in any order', () => {
  const names = ['paragraph', 'blockquote', 'bulletList', 'callout']
  for (let seed = 1; seed <= 8; seed += 1) {
    const random = seeded(seed)
    const pick = (n: number) => Math.floor(random() * n)
    const server = new Y.Doc()
    push(
      paragraph('The first words'),
      element('bulletList', [element('listItem', [paragraph('one')])]),
    )(server)
    const editors = Array.from({ length: 3 }, () => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
      const outbox: Uint8Array[] = []
      doc.on('update', (update: Uint8Array, origin: unknown) => origin === 'server' || outbox.push(update))
      return { doc, outbox }
    })
    server.on('update', (update: Uint8Array, origin: unknown) => {
      for (const { doc } of editors)
        if (doc !== origin && random() < 0.7) Y.applyUpdate(doc, update, 'server')
    })
    const nodesOf = (doc: Y.Doc) =>
      [...root(doc).createTreeWalker(() => true)] as (Y.XmlElement | Y.XmlText)[]
    for (let step = 0; step < 80; step += 1) {
      const { doc, outbox } = editors[pick(3)]!
      const nodes = nodesOf(doc)
      const node = nodes[pick(nodes.length)]
      doc.transact(() => {
        if (!node || random() < 0.2) {
          const name = names[pick(names.length)]!
          const child = name === 'bulletList' ? element('listItem', [paragraph()]) : paragraph()
          root(doc).insert(pick(root(doc).length + 1), [
            name === 'paragraph' ? paragraph() : element(name, [child]),
          ])
        } else if (node instanceof Y.XmlText) {
          if (random() < 0.3 && node.length > 2) node.delete(pick(node.length - 2), 2)
          else if (random() < 0.3) node.format(0, node.length, { bold: random() < 0.5 ? {} : null })
          else node.insert(pick(node.length + 1), 'xyz'.repeat(1 + pick(5)))
        } else if (random() < 0.3) (node.parent as Y.XmlFragment | null)?.delete(0, 1)
        else if (node.nodeName === 'paragraph') node.setAttribute('dir', random() < 0.5 ? 'ltr' : 'rtl')
      })
      if (random() < 0.4) {
        const updates = outbox.splice(0)
        const state = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
        for (const update of random() < 0.5
          ? updates
          : [mergeMany(updates.length ? updates : [state]), state]) {
          expect(checkUpdate(server, update, UPDATE_LIMITS)).toMatchObject({ kind: 'fits' })
          Y.applyUpdate(server, update, doc)
        }
      }
    }
  }
})
