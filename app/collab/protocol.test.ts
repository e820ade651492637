import { expect, test } from 'vitest'
import {
  chapterOf,
  CLOSE,
  documentName,
  endingOf,
  parseClientMessage,
  parseServerMessage,
} from './protocol.ts'

const id = '0198c0de-0000-7000-8000-000000000001'

test('only a document name yields a chapter id', () => {
  expect(chapterOf(documentName(id))).toBe(id)
  for (const name of [
    '',
    'chapter:',
    `chapter:${id.toUpperCase()}`,
    `chapter:${id} `,
    `x:${id}`,
    `chapter:${id}\0x`,
    7,
  ]) {
    expect(chapterOf(name)).toBeNull()
  }
})

test('every ending has its own code and reason', () => {
  const endings = Object.values(CLOSE)
  expect(new Set(endings.map((ending) => ending.code)).size).toBe(endings.length)
  for (const ending of endings) {
    expect(endingOf(ending.reason)).toBe(ending)
    expect(ending.code).toBeGreaterThanOrEqual(4000)
    expect(ending.code).toBeLessThan(5000)
  }
})

test('stateless messages are parsed strictly', () => {
  expect(parseClientMessage('{"type":"mark","mark":3}')).toEqual({ type: 'mark', mark: 3 })
  for (const payload of [
    '',
    'null',
    '[]',
    '{"type":"mark"}',
    '{"type":"mark","mark":1.5}',
    `{"type":"mark","mark":1${' '.repeat(300)}}`,
  ]) {
    expect(parseClientMessage(payload)).toBeNull()
  }
  expect(parseServerMessage('{"type":"stored","stateVector":"AA=="}')).toEqual({
    type: 'stored',
    stateVector: 'AA==',
  })
  expect(parseServerMessage('{"type":"you","you":{"id":"x"},"access":"edit"}')).toBeNull()
})
