import type { Mark, Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { editorSchema } from '../../schema.ts'
import { findPlugin, findResult, findTransaction, replaceEach, replaceOne, type FindWish } from './find.ts'
import { searchText, textQuery } from './search-text.ts'

const schema = editorSchema()
const text = (words: string, marks: Mark[] = []) => schema.text(words, marks)
const mark = (name: string, attrs?: Record<string, string>) => schema.mark(name, attrs)

/** A text of one paragraph, in which something is being searched for. */
function searching(content: string | Node[], wish: Partial<FindWish>): EditorState {
  const inline = typeof content === 'string' ? [text(content)] : content
  const doc = schema.node('doc', null, [schema.node('paragraph', null, inline)])
  const state = EditorState.create({ schema, doc, plugins: [findPlugin()] })
  const whole = { search: '', replace: '', caseSensitive: false, wholeWord: false, ...wish }
  return state.apply(findTransaction(state, whole))
}

/** The words of a text that a search finds, as they stand. */
function found(source: string, search: string, wish: Partial<FindWish> = {}): string[] {
  const query = textQuery(search, wish.caseSensitive ?? false, wish.wholeWord ?? false)
  return query ? searchText(source, query).map(({ from, to }) => source.slice(from, to)) : []
}

describe('what is put in is put in as it was typed', () => {
  test.each([
    ['It cost EUR 5 million', 'EUR 5', '$5', 'It cost $5 million'],
    ['FIFTY and FIFTY', 'FIFTY', 'US$500', 'US$500 and US$500'],
    ['one and two', 'and', '$&', 'one $& two'],
    ['x', 'x', '$$', '$$'],
    ['a b c', 'b', "$` $' $1 $<b> \\n \\1", "a $` $' $1 $<b> \\n \\1 c"],
    ['a.c abc', 'a.c', '(?:x)', '(?:x) abc'],
    ['cut this out', ' this', '', 'cut out'],
    ['and', 'AND', 'and and', 'and and'],
  ])('%s: %s becomes %s', (source, search, replace, result) => {
    const state = searching(source, { search, replace })
    expect(state.apply(replaceEach(state)).doc.textContent).toBe(result)
    const { from, to } = textPlaces(source, search)
    const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from + 1, to + 1)))
    expect(selected.apply(replaceOne(selected) ?? selected.tr).doc.textContent).toContain(replace)
  })

  function textPlaces(source: string, search: string) {
    const query = textQuery(search, false, false)
    return (query && searchText(source, query)[0]) ?? { from: 0, to: 0 }
  }
})

describe('places are those of the text as it stands', () => {
  const tail = ' and Ankara'
  test.each([
    ['İstanbul, İzmir', 'a dot that lower case splits off'],
    ['STRAẞE, Straße', 'a letter that is two in upper case'],
    ['oﬃce ﬁle', 'ligatures'],
    ['cafe\u0301 re\u0301sume\u0301', 'decomposed accents'],
    ['👩‍💻🏳️‍🌈🇪🇹', 'emoji'],
    ['ŉ ǰ ΐ', 'letters that upper case makes longer'],
    ['السَّلام ﻻ', 'vowel signs and presentation forms'],
    ['peace\u00adkeeping\u200b', 'signs that nobody sees'],
  ])('after %s (%s)', (before) => {
    expect(found(before + tail, 'ankara')).toEqual(['Ankara'])
    const state = searching(before + tail, { search: 'ankara', replace: 'Addis' })
    expect(state.apply(replaceEach(state)).doc.textContent).toBe(`${before} and Addis`)
  })

  test('a match never begins or ends inside a sign', () => {
    expect(found('cafe\u0301', 'cafe')).toEqual([])
    expect(found('oﬃce', 'of')).toEqual([])
    expect(found('👩‍💻', '👩')).toEqual([])
    expect(found('straße', 's', { wholeWord: false })).toEqual(['s'])
  })

  test('a line break counts as the place it takes', () => {
    const state = searching([text('one'), schema.node('hardBreak'), text('two two')], {
      search: 'two',
      replace: '2',
    })
    expect(findResult({ state })).toEqual({ count: 2, at: 0 })
    expect(state.apply(replaceEach(state)).doc.textBetween(0, 8, '', '|')).toBe('one|2 2')
  })
})

describe('what a reader takes for the same sign is found', () => {
  test.each([
    ['in 10\u00a0000 cases', '10 000', '10\u00a0000'],
    ['in 10 000 cases', '10\u202f000', '10 000'],
    ['the host’s duty', "host's", 'host’s'],
    ["the host's duty", 'host’s', "host's"],
    ['a “safe” place', '"safe"', '“safe”'],
    ['a "safe" place', '“safe”', '"safe"'],
    ['2020–2024', '2020-2024', '2020–2024'],
    ['peace‑keeping', 'peace-keeping', 'peace‑keeping'],
    ['cafe\u0301', 'CAFÉ', 'cafe\u0301'],
    ['İSTANBUL', 'istanbul', 'İSTANBUL'],
    ['STRASSE', 'straße', 'STRASSE'],
    ['Großer', 'GROẞER', 'Großer'],
    ['oﬃce', 'office', 'oﬃce'],
    ['ΟΔΟΣ', 'οδος', 'ΟΔΟΣ'],
    ['كَتَبَ', 'كتب', 'كَتَبَ'],
    ['سـلام', 'سلام', 'سـلام'],
    ['peace\u00adkeeping', 'peacekeeping', 'peace\u00adkeeping'],
    ['100 %', '%', '%'],
  ])('%s: %s', (source, search, match) => {
    expect(found(source, search)).toEqual([match])
  })

  test('who searches for a typographic sign alone means that sign', () => {
    expect(found('co-operation 2020–2024', '–')).toEqual(['–'])
    expect(found('“a” "b"', '”')).toEqual(['”'])
    expect(found('“a” "b"', '"')).toHaveLength(4)
  })

  test('capitals matter when they are asked for, and nothing else then', () => {
    expect(found('Fish fish FISH', 'Fish', { caseSensitive: true })).toEqual(['Fish'])
    expect(found('the Host’s', "Host's", { caseSensitive: true })).toEqual(['Host’s'])
    expect(found('Strasse Straße', 'Straße', { caseSensitive: true })).toEqual(['Straße'])
  })
})

test('a whole word is one in any script', () => {
  const whole = { wholeWord: true }
  expect(found('peace, peaceful, 1peace peace', 'peace', whole)).toEqual(['peace', 'peace'])
  expect(found('réa éa éa', 'éa', whole)).toEqual(['éa', 'éa'])
  expect(found('السلام سلام', 'سلام', whole)).toEqual(['سلام'])
  expect(found('ሰላም ሰላምታ', 'ሰላም', whole)).toEqual(['ሰላም'])
  expect(found('мир, миротворец', 'мир', whole)).toEqual(['мир'])
  expect(found('联合国维持和平行动', '和平', whole)).toEqual(['和平'])
  expect(found('cafe\u0301s cafe\u0301', 'café', whole)).toEqual(['cafe\u0301'])
  expect(found('peace\u00adkeeping peace', 'peace', whole)).toEqual(['peace'])
})

test('marks stay: of the first letter, and a link where it covers all that is replaced', () => {
  const link = mark('link', { href: 'https://example.org' })
  const state = searching(
    [text('the '), text('EUR 5', [mark('bold'), link]), text(' and '), text('EUR', [link]), text(' 5')],
    { search: 'EUR 5', replace: '€5' },
  )
  const after = state.apply(replaceEach(state)).doc.firstChild
  expect(after?.toString()).toBe('paragraph("the ", link(bold("€5")), " and €5")')
})

test('one by one: the first press selects, each further one replaces and selects the next', () => {
  let state = searching('one fish, two fish', { search: 'fish', replace: 'fishes' })
  for (const expected of ['one fish, two fish', 'one fishes, two fish', 'one fishes, two fishes']) {
    state = state.apply(replaceOne(state) ?? state.tr)
    expect(state.doc.textContent).toBe(expected)
  }
})
