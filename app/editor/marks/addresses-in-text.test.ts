import { describe, expect, test } from 'vitest'
import { addressesInText, asAddress } from './addresses-in-text.ts'

const written = (text: string) => addressesInText(text).map(({ from, to }) => text.slice(from, to))

describe('what is no address stays words', () => {
  test.each([
    'It ended.In 2024',
    'we found.So it is',
    'see annex.zip ',
    'draft.docx and notes.md',
    'Node.js, e.g.this, U.N.Charter',
    'example.org',
    'localhost:3000 and 10.0.0.1',
    'at 10:30.The end',
    'https:// and www. and www.x',
    'javascript:alert(1) ftp://example.org file:///c',
    '@handle and a@b and a@b.c',
    'xhttps://example.org',
  ])('%s', (text) => expect(written(text)).toEqual([]))
})

describe('an address is taken without the sentence around it', () => {
  test.each([
    ['see https://example.org/a. ', 'https://example.org/a'],
    ['see https://example.org/a, and', 'https://example.org/a'],
    ['(see https://example.org/a)', 'https://example.org/a'],
    ['(https://example.org/a_(b)).', 'https://example.org/a_(b)'],
    ['[https://example.org/a]', 'https://example.org/a'],
    ['“https://example.org/a”.', 'https://example.org/a'],
    ["'https://example.org/a'", 'https://example.org/a'],
    ['«https://example.org/a»', 'https://example.org/a'],
    ['<https://example.org/a>', 'https://example.org/a'],
    ['https://example.org/a?b=c&d=e#f!', 'https://example.org/a?b=c&d=e#f'],
    ['https://example.org/a…', 'https://example.org/a'],
    ['انظر https://example.org/a، ثم', 'https://example.org/a'],
    ['هل https://example.org/a؟', 'https://example.org/a'],
    ['https://example.org/سلام.', 'https://example.org/سلام'],
    ['ይመልከቱ https://example.org/a። ', 'https://example.org/a'],
    ['参见https://example.org/a。', 'https://example.org/a'],
    ['HTTPS://Example.org/A', 'HTTPS://Example.org/A'],
    ['www.example.org.', 'www.example.org'],
    ['www.example.org/a?b.', 'www.example.org/a?b'],
    ['write to kwame@example.org.', 'kwame@example.org'],
    ["'kwame@example.org'", 'kwame@example.org'],
    ["o'brien@x.example;", "o'brien@x.example"],
    ['mailto:kwame@example.org,', 'mailto:kwame@example.org'],
    ['https://kwame@example.org/a', 'https://kwame@example.org/a'],
    ['http://localhost:3000/a', 'http://localhost:3000/a'],
  ])('%s', (text, address) => expect(written(text)).toEqual([address]))

  test('several stand in one text, each with what it leads to', () => {
    const text = 'www.example.org (or https://a.example/b; else anna@b.example).'
    expect(addressesInText(text).map(({ href }) => href)).toEqual([
      'https://www.example.org',
      'https://a.example/b',
      'mailto:anna@b.example',
    ])
  })
})

test('only a text that is an address and nothing else stands for one', () => {
  expect(asAddress(' https://example.org/a \n')).toBe('https://example.org/a')
  expect(asAddress('https://example.org/a.')).toBeNull()
  expect(asAddress('annex.zip')).toBeNull()
  expect(asAddress('see https://example.org')).toBeNull()
})

test('a long text without addresses costs what its length costs', () => {
  for (const part of ["a'", 'a@', 'www.', 'https://', 'https://a.example/)', 'a.', '(', 'é'])
    expect(addressesInText(part.repeat(20_000)).length).toBeLessThan(2)
})
