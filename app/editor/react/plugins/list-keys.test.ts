import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { editorSchema } from '../../schema.ts'
import { joinFirstItem, takeOutFirstItem } from './list-keys.ts'

const schema = editorSchema()
type Block = ReturnType<typeof schema.node>
const p = (words: string) => schema.node('paragraph', null, words ? [schema.text(words)] : [])
const item = (...blocks: Block[]) => schema.node('listItem', null, blocks)
const ul = (...items: Block[]) => schema.node('bulletList', null, items)
const task = (...blocks: Block[]) => schema.node('taskItem', null, blocks)
const tasks = (...items: Block[]) => schema.node('taskList', null, items)

/** What a key makes of a text with the caret before or after some words. */
function pressed(
  command: (state: EditorState) => Transaction | null,
  blocks: Block[],
  words: string,
  side: 'before' | 'after',
): string | null {
  const doc = schema.node('doc', null, blocks)
  let place = 0
  doc.descendants((node, pos) => {
    if (node.text === words) place = side === 'before' ? pos : pos + node.nodeSize
  })
  const state = EditorState.create({ schema, doc, selection: TextSelection.create(doc, place) })
  const tr = command(state)
  return tr && state.apply(tr).doc.toString()
}

const shown = (...blocks: Block[]) => schema.node('doc', null, blocks).toString()

test('Backspace at a first item takes it out with its sublist, and leaves no bullet without a line', () => {
  const backspace = (blocks: Block[], words: string) => pressed(takeOutFirstItem, blocks, words, 'before')
  expect(backspace([ul(item(p('one'), ul(item(p('in')))), item(p('two')))], 'one')).toBe(
    shown(p('one'), ul(item(p('in'))), ul(item(p('two')))),
  )
  expect(backspace([tasks(task(p('one'), tasks(task(p('in')))))], 'one')).toBe(
    shown(p('one'), tasks(task(p('in')))),
  )
  expect(backspace([ul(item(p('one'), ul(item(p('in'), ul(item(p('deep')))))))], 'in')).toBe(
    shown(ul(item(p('one')), item(p('in'), ul(item(p('deep')))))),
  )
  // Elsewhere the key does what it does in any text.
  expect(backspace([ul(item(p('one')), item(p('two')))], 'two')).toBeNull()
  expect(backspace([ul(item(p('one'), p('more')))], 'more')).toBeNull()
  expect(backspace([p('one')], 'one')).toBeNull()
})

test('Delete before a list joins its first line and keeps the sublist a list', () => {
  const remove = (blocks: Block[], words: string) => pressed(joinFirstItem, blocks, words, 'after')
  expect(remove([p('so'), ul(item(p('one'), ul(item(p('in')))))], 'so')).toBe(
    shown(p('soone'), ul(item(p('in')))),
  )
  expect(remove([p('so'), ul(item(p('one')))], 'so')).toBeNull()
  expect(remove([ul(item(p('so'), ul(item(p('one')))))], 'so')).toBeNull()
})
