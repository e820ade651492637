import { expect, test } from 'vitest'
import { wordsIn } from '../render/index.ts'
import { editorSchema } from '../schema.ts'
import { wordCounter } from './measure.ts'

test('words are counted alike while they are written and when they are stored', () => {
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text), paragraph('2 peace-')] })
  const json = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A title' }] },
      {
        type: 'callout',
        attrs: { kind: 'recommendation', addressee: 'All member states' },
        content: [paragraph('Pay'), paragraph('well.')],
      },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('keeping'), cell('in time')] }] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('one'), paragraph('two')] }] },
    ],
  }
  expect(wordsIn(json)).toBe(13)
  expect(wordCounter('en')(editorSchema().nodeFromJSON(json))).toBe(13)
})
