import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, UndoManager, XmlElement, XmlText } from 'yjs'
import { editorSchema } from '../../schema.ts'
import { holdsOthers, nextStep, type Step } from './undo-steps.ts'

const schema = editorSchema()

/** A line on which somebody writes, with what each step of the history holds. */
function writing() {
  let state = EditorState.create({
    schema,
    doc: schema.node('doc', null, [schema.node('paragraph')]),
    selection: undefined,
  })
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1)))
  let step: Step | null = null
  const steps: string[] = []
  const dispatch = (tr: Transaction, what: string) => {
    const next = nextStep(step, tr, state)
    step = next.step
    if (next.isNew) steps.push('')
    if (tr.docChanged && !tr.getMeta(ySyncPluginKey)) steps[steps.length - 1] += what
    state = state.apply(tr)
  }
  const desk = {
    steps,
    type: (words: string) => {
      for (const sign of words) dispatch(state.tr.insertText(sign), sign)
      return desk
    },
    erase: (count = 1) => {
      for (let time = 0; time < count; time++)
        dispatch(state.tr.delete(state.selection.from - 1, state.selection.from), '⌫')
      return desk
    },
    go: (pos: number) => {
      dispatch(state.tr.setSelection(TextSelection.create(state.doc, pos)), '')
      return desk
    },
    select: (from: number, to: number) => {
      dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)), '')
      return desk
    },
    change: (make: (tr: Transaction) => Transaction, what: string) => {
      dispatch(make(state.tr), what)
      return desk
    },
  }
  return desk
}

const join = (steps: string[]) => steps.map((step) => step.trim())

describe('one undo takes back', () => {
  test('a sentence, in any script', () => {
    expect(join(writing().type('One thing. And another? “So it is.” Then').steps)).toEqual([
      'One thing.',
      'And another?',
      '“So it is.”',
      'Then',
    ])
    expect(join(writing().type('هذا أول. وهذا ثان؟ ثم').steps)).toEqual(['هذا أول.', 'وهذا ثان؟', 'ثم'])
    expect(join(writing().type('ሰላም ነው። ሌላ').steps)).toEqual(['ሰላም ነው።', 'ሌላ'])
    expect(join(writing().type('这是一。那是二').steps)).toEqual(['这是一。', '那是二'])
  })

  test('some words of a long sentence, and part of what has no spaces', () => {
    const { steps } = writing().type('word '.repeat(20))
    expect(steps).toEqual(['word '.repeat(8), 'word '.repeat(8), 'word '.repeat(4)])
    expect(writing().type('x'.repeat(100)).steps).toEqual(['x'.repeat(80), 'x'.repeat(20)])
  })

  test('a number with a point in it is no end of a sentence', () => {
    expect(writing().type('It is 3.5 and e.g.').steps).toEqual(['It is 3.5 and e.g.'])
  })

  test('a run of deletions, apart from what was typed before and after', () => {
    expect(writing().type('wrong').erase(3).type('ite').steps).toEqual(['wrong', '⌫⌫⌫', 'ite'])
  })

  test('what was typed at one place, when the caret was moved between', () => {
    expect(writing().type('here').go(1).type('there').steps).toEqual(['here', 'there'])
    expect(writing().type('here').go(5).type(' too').steps).toEqual(['here too'])
  })

  test('what was put in the place of selected words, with the words', () => {
    expect(writing().type('one two').select(1, 4).type('three').steps).toEqual(['one two', 'three'])
  })

  test('one change of another kind', () => {
    const desk = writing()
      .type('a')
      .change((tr) => tr.split(tr.selection.from), '⏎')
      .type('b')
      .change((tr) => tr.insertText('pasted').setMeta('uiEvent', 'paste'), 'pasted')
      .type('c')
      .change((tr) => tr.addMark(1, 2, schema.mark('bold')), 'bold')
      .change((tr) => tr.addMark(1, 2, schema.mark('italic')), 'italic')
    expect(desk.steps).toEqual(['a', '⏎', 'b', 'pasted', 'c', 'bold', 'italic'])
  })

  test('what is composed, together', () => {
    const desk = writing().type('a. ')
    for (const [from, to, words] of [
      [4, 4, 'k'],
      [4, 5, 'か'],
      [4, 5, 'かn'],
    ] as const)
      desk.change((tr) => tr.insertText(words, from, to).setMeta('composition', 7), words)
    expect(desk.steps).toEqual(['a. ', 'kかかn'])
  })
})

test('what the others write parts nothing, and after an undo a new step begins', () => {
  const theirs = (tr: Transaction) => tr.insertText('!', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true })
  expect(writing().type('ab').change(theirs, '').type('cd').steps).toEqual(['abcd'])
  const undo = (tr: Transaction) =>
    tr.delete(1, 2).setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation: true })
  expect(writing().type('ab').change(undo, '').type('cd').steps).toEqual(['ab', 'cd'])
})

test('an undo leaves an element into which somebody else has written', () => {
  const [mine, theirs] = [new Doc(), new Doc()] as const
  const history = new UndoManager(mine.getXmlFragment('default'), {
    deleteFilter: (item) => !holdsOthers(item),
    captureTimeout: 0,
  })
  const list = (words: string) => {
    const [outer, item, text] = [new XmlElement('bulletList'), new XmlElement('listItem'), new XmlText(words)]
    item.insert(0, [text])
    outer.insert(0, [item])
    return outer
  }
  mine.getXmlFragment('default').insert(0, [list('one ')])
  mine.getXmlFragment('default').insert(1, [list('two')])
  applyUpdate(theirs, encodeStateAsUpdate(mine))
  const item = (theirs.getXmlFragment('default').get(0) as XmlElement).get(0) as XmlElement
  const text = item.get(0) as XmlText
  text.insert(text.length, 'theirs')
  applyUpdate(mine, encodeStateAsUpdate(theirs), 'theirs')
  history.undo()
  history.undo()
  expect(mine.getXmlFragment('default').toString()).toBe(
    '<bulletlist><listitem>theirs</listitem></bulletlist>',
  )
})
