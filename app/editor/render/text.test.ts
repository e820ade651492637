import { describe, expect, test } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import { completeAddress, safeAddress } from '../marks/address.ts'
import { documentJson, outline, plainText, renderHtml, seedDocument } from './index.ts'
import { countWords } from './words.ts'

const heading = (level: number, text: string) => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text }],
})
const paragraph = (text: string) => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] })

describe('countWords', () => {
  test.each([
    ['', 'en', 0],
    ['One two  three.', 'en', 3],
    ["The mandate's well-known peace-keeping - not 12,000.5 – troops", 'en', 7],
    ['السلام عليكم، كيف حالك؟', 'ar', 4],
    ['ሰላም፡ለዓለም፡ሁሉ።', 'am', 3],
    ['ሰላም ለዓለም ሁሉ።', 'am', 3],
    ['Zwei Wörter', 'not a language', 2],
  ])('%j in %s has %d words', (text, language, words) => {
    expect(countWords(text, language)).toBe(words)
  })
})

test('plain text has a line per block, a tab between cells, and the addressee of a recommendation', () => {
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text), paragraph('2')] })
  const json = {
    type: 'doc',
    content: [
      heading(1, 'Title'),
      paragraph(''),
      {
        type: 'callout',
        attrs: { kind: 'recommendation', addressee: 'Donors' },
        content: [paragraph('Pay.')],
      },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('a'), cell('b')] }] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('x')] }] },
    ],
  }
  expect(plainText(json)).toBe('Title\nDonors\nPay.\na 2\tb 2\nx')
})

test('an outline has the headings with words, with the anchors of the rendering', () => {
  const json = {
    type: 'doc',
    content: [heading(2, ' A  b '), heading(2, ''), { type: 'callout', content: [heading(9, 'A b')] }],
  }
  expect(outline(json)).toEqual([
    { id: 's-a-b', level: 2, text: 'A b' },
    { id: 's-a-b-2', level: 4, text: 'A b' },
  ])
  for (const { id } of outline(json)) expect(renderHtml(json, { headingIds: true })).toContain(`id="${id}"`)
})

describe('seedDocument', () => {
  const sections = [
    { heading: 'Key messages', hint: 'Three to five.' },
    { heading: 'Summary', level: 3 as const },
  ]

  test('gives the headings and an empty paragraph under each', () => {
    const doc = new Doc()
    applyUpdate(doc, seedDocument(sections))
    expect(renderHtml(documentJson(doc))).toBe('<h2>Key messages</h2><h3>Summary</h3>')
    expect(plainText(documentJson(doc))).toBe('Key messages\nSummary')
    expect(documentJson(doc).content?.[1]).toEqual({ type: 'paragraph', attrs: { hint: 'Three to five.' } })
  })

  test('the same sections give the same bytes, and applying them twice changes nothing', () => {
    expect(seedDocument(sections)).toEqual(seedDocument(sections))
    const doc = new Doc()
    applyUpdate(doc, seedDocument(sections))
    const once = encodeStateAsUpdate(doc)
    applyUpdate(doc, seedDocument(sections))
    expect(encodeStateAsUpdate(doc)).toEqual(once)
  })

  test('no sections give an empty document', () => {
    const doc = new Doc()
    applyUpdate(doc, seedDocument([]))
    expect(documentJson(doc)).toEqual({ type: 'doc', content: [] })
  })
})

test('reading a document that holds what this version does not know leaves it as it is', () => {
  const doc = new Doc()
  const stranger = new XmlElement('holograph')
  stranger.insert(0, [new XmlText('words')])
  doc.getXmlFragment('default').insert(0, [stranger, new XmlText('loose')])
  const before = encodeStateAsUpdate(doc)
  expect(renderHtml(documentJson(doc))).toBe('wordsloose')
  expect(encodeStateAsUpdate(doc)).toEqual(before)
})

describe('addresses', () => {
  test.each([
    ['example.org', 'https://example.org'],
    ['example.org:8080/a', 'https://example.org:8080/a'],
    ['http://example.org/a?b#c', 'http://example.org/a?b#c'],
    ['kwame@example.org', 'mailto:kwame@example.org'],
    ['mailto:kwame@example.org', 'mailto:kwame@example.org'],
    ['javascript:alert(1)', null],
    ['javascript://example.org/%0aalert(1)', null],
    ['ftp://example.org', null],
    ['just words', null],
    ['word', null],
    ['', null],
  ])('%j typed into the field becomes %j', (typed, address) => {
    expect(completeAddress(typed)).toBe(address)
  })

  test('control and direction characters and endless addresses are refused', () => {
    expect(safeAddress('https://example.org/\u202Egpj.exe')).toBeNull()
    expect(safeAddress('https://example.org/\u0000')).toBeNull()
    expect(safeAddress(`https://example.org/${'a'.repeat(3000)}`)).toBeNull()
  })
})
