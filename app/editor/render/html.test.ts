import { describe, expect, test } from 'vitest'
import { editorSchema } from '../schema.ts'
import { blockRenderers } from './blocks.ts'
import { renderHtml } from './html.ts'
import { MARKS } from './inline.ts'
import type { DocumentJson } from './json.ts'

const text = (words: string, ...marks: DocumentJson['marks'] & object) => ({
  type: 'text',
  text: words,
  marks,
})
const block = (type: string, attrs: Record<string, unknown>, ...content: DocumentJson[]) => ({
  type,
  attrs,
  content,
})
const paragraph = (...content: DocumentJson[]) => block('paragraph', {}, ...content)
const doc = (...content: DocumentJson[]) => block('doc', {}, ...content)
const link = (href: unknown) => ({ type: 'link', attrs: { href } })
const bold = { type: 'bold' }

describe('the rendering knows the grammar', () => {
  test('every node has a renderer', () => {
    const known = Object.keys(blockRenderers(() => undefined))
    expect(known.sort()).toEqual(Object.keys(editorSchema().nodes).sort())
  })

  test('every mark has a tag', () => {
    expect([...MARKS].sort()).toEqual(Object.keys(editorSchema().marks).sort())
  })
})

describe('what is written is what is read', () => {
  test('an empty document is an empty string', () => {
    expect(renderHtml({ type: 'doc' })).toBe('')
    expect(renderHtml(doc(paragraph(), block('bulletList', {}), block('blockquote', {}, paragraph())))).toBe(
      '',
    )
  })

  test('neighbouring words share their tags, and a bold word does not split a link', () => {
    const line = paragraph(
      text('see ', link('https://example.org')),
      text('the report', bold, link('https://example.org')),
      text(' there', bold),
    )
    expect(renderHtml(doc(line))).toBe(
      '<p><a href="https://example.org" rel="noopener">see <strong>the report</strong></a><strong> there</strong></p>',
    )
  })

  test('headings get readable anchors, never two the same, in any script', () => {
    const headings = ['Key messages', 'Key messages', 'ማጠቃለያ', '???'].map((words) =>
      block('heading', { level: 2 }, text(words)),
    )
    const ids = [...renderHtml(doc(...headings), { headingIds: true }).matchAll(/<h2 id="([^"]+)"/g)].map(
      (m) => m[1],
    )
    expect(ids).toEqual(['s-key-messages', 's-key-messages-2', 's-ማጠቃለያ', 's-section'])
  })

  test('a recommendation carries its addressee, and a label when one is given', () => {
    const callout = block(
      'callout',
      { kind: 'recommendation', addressee: 'Host state' },
      paragraph(text('Act.')),
    )
    expect(renderHtml(doc(callout))).toBe(
      '<aside data-callout="recommendation" data-addressee="Host state"><p>Act.</p></aside>',
    )
    expect(renderHtml(doc(callout), { calloutLabel: (_, addressee) => `To <${addressee}>` })).toContain(
      '<p class="callout-label">To &lt;Host state&gt;</p>',
    )
  })

  test('a table scrolls in its frame, with head rows and scopes', () => {
    const cell = (type: string, words: string) => block(type, {}, paragraph(text(words)))
    const table = block(
      'table',
      {},
      block('tableRow', {}, cell('tableHeader', 'A'), cell('tableHeader', 'B')),
      block('tableRow', {}, cell('tableHeader', 'c'), cell('tableCell', 'd')),
    )
    expect(renderHtml(doc(table))).toBe(
      '<div class="table-frame" tabindex="0"><table><thead><tr><th scope="col"><p>A</p></th><th scope="col"><p>B</p></th></tr></thead>' +
        '<tbody><tr><th scope="row"><p>c</p></th><td><p>d</p></td></tr></tbody></table></div>',
    )
  })

  test('the direction an author chose stands; right-to-left words without one are left to the browser', () => {
    expect(renderHtml(doc(block('paragraph', { dir: 'rtl' }, text('GAPO'))))).toBe('<p dir="rtl">GAPO</p>')
    expect(renderHtml(doc(paragraph(text('السلام'))))).toBe('<p dir="auto">السلام</p>')
  })
})

describe('nothing hostile gets through', () => {
  test('markup in words is words', () => {
    expect(renderHtml(doc(paragraph(text('<img src=x onerror="alert(1)"> & co'))))).toBe(
      '<p>&lt;img src=x onerror="alert(1)"&gt; &amp; co</p>',
    )
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    '/relative',
    'https:evil.example',
    { toString: () => 'https://example.org' },
    null,
  ])('the address %j makes no link', (href) => {
    expect(renderHtml(doc(paragraph(text('here', link(href)))))).toBe('<p>here</p>')
  })

  test('an attribute cannot break out of its quotes', () => {
    const html = renderHtml(
      doc(
        paragraph(text('a', link('https://example.org/"onmouseover="alert(1)'))),
        block(
          'callout',
          { kind: '"><script>', addressee: '"><script>alert(1)</script>' },
          paragraph(text('b')),
        ),
        block('callout', { kind: 'recommendation', addressee: '"><script>x' }, paragraph(text('c'))),
        block('heading', { level: '1 onclick=x' }, text('"><script>d')),
        block('paragraph', { dir: 'rtl" onclick="x' }, text('e')),
        block('orderedList', { start: '1" onclick="x' }, block('listItem', {}, paragraph(text('f')))),
      ),
      { headingIds: true },
    )
    expect(html).not.toMatch(/<script|"\s*on[a-z]+=/i)
    expect(html).toContain('data-addressee="&quot;&gt;&lt;script&gt;x"')
  })

  test('unknown nodes and marks give their words, and names of Object.prototype are no renderers', () => {
    const odd = ['iframe', 'constructor', '__proto__', 'toString'].map((type) =>
      block(type, {}, paragraph(text(type))),
    )
    expect(renderHtml(doc(...odd, paragraph(text('m', { type: 'constructor' }))))).toBe(
      '<p>iframe</p><p>constructor</p><p>__proto__</p><p>toString</p><p>m</p>',
    )
  })

  test('frames nested a thousand deep neither crash nor lose the words', () => {
    let deep: DocumentJson = paragraph(text('at the bottom'))
    for (let level = 0; level < 1000; level++) deep = block('blockquote', {}, deep)
    expect(renderHtml(doc(deep))).toContain('<p>at the bottom</p>')
  })

  test('malformed JSON is no reason to fall over', () => {
    const broken = { type: 'doc', content: [null, 'x', { type: 'paragraph', content: 'x', marks: 'y' }, {}] }
    expect(renderHtml(broken as unknown as DocumentJson, { headingIds: true })).toBe('')
  })
})

test('the same document gives the same string', () => {
  const make = () =>
    doc(block('heading', { level: 1 }, text('One')), paragraph(text('a', bold, link('https://a.example'))))
  expect(renderHtml(make(), { headingIds: true })).toBe(renderHtml(make(), { headingIds: true }))
})
