import { Extension, type Editor } from '@tiptap/core'
import { Selection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { AttrStep, ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import { ContentType, type Item, type UndoManager } from 'yjs'

/** A pause this long ends a step. */
const PAUSE_MS = 2000
/** A step without a full stop ends with the word in which it gets this long; without spaces, at twice the length. */
const LONG = 40

const SENTENCE_END = /(?:[.!?…]["'”’»)\]]*\s+|[؟۔।॥።፧፨]["'”’»)\]]*\s*|[。！？｡]["'”’」』）]*)$/u

type Edit =
  | { kind: 'typing'; text: string; before: string; composition: unknown; replaces: boolean }
  | { kind: 'deleting' }
  /** In a field of a block, such as the addressee of a recommendation. */
  | { kind: 'field' }
  /** Enter, a paste, a list, a mark, a replacement: whatever is no letter after the other. */
  | { kind: 'other' }

export interface Step {
  kind: Edit['kind']
  length: number
  composition: unknown
}

/**
 * What one undo takes back: a sentence, some words without one, a run of deletions, or one change of another kind.
 * The shared history joins all that follows within a pause, however long it gets; here it is told where to part.
 * What the others write is in no step.
 */
export const UndoSteps = Extension.create({
  name: 'undoSteps',

  addStorage() {
    return { step: null as Step | null }
  },

  onCreate() {
    const history = historyOf(this.editor)
    if (history) {
      history.captureTimeout = PAUSE_MS
      const { deleteFilter } = history
      history.deleteFilter = (item) => deleteFilter(item) && !holdsOthers(item)
    }
  },

  dispatchTransaction({ transaction, next }) {
    const { editor, storage } = this
    const take = (tr: Transaction) => {
      const { step, isNew } = nextStep(storage.step, tr, editor.state)
      storage.step = step
      if (isNew) historyOf(editor)?.stopCapturing()
      next(tr)
    }
    const rule = inputRule(editor.state, transaction)
    if (!rule) return take(transaction)
    // First the sign itself, so that undoing the rule leaves what was typed.
    take(editor.state.tr.insertText(rule.text, rule.from, rule.to))
    const tr = afterTyping(editor.state, transaction, rule)
    if (tr) take(tr)
  },
})

function historyOf(editor: Editor): UndoManager | undefined {
  const state = yUndoPluginKey.getState(editor.state) as { undoManager?: UndoManager } | undefined
  return state?.undoManager
}

/**
 * Whether somebody else has written into an element since one made it. Undo would delete it with their words: a
 * heading made into a list is a new list in the shared document. It stays then, beside what undo brings back.
 */
export function holdsOthers(item: Item): boolean {
  if (!(item.content instanceof ContentType)) return false
  const { _start: first } = item.content.type
  for (let child = first; child; child = child.right)
    if (!child.deleted && (child.id.client !== item.id.client || holdsOthers(child))) return true
  return false
}

/** The step that a change belongs to, and whether it begins with it. */
export function nextStep(
  step: Step | null,
  tr: Transaction,
  before: EditorState,
): { step: Step | null; isNew: boolean } {
  const sync = tr.getMeta(ySyncPluginKey) as { isUndoRedoOperation?: boolean } | undefined
  if (sync) return { step: sync.isUndoRedoOperation ? null : step, isNew: false }
  if (!tr.docChanged) {
    const moved = tr.selectionSet && !tr.selection.eq(before.selection)
    return { step: moved ? null : step, isNew: false }
  }
  const edit = editOf(tr, before)
  const isNew = !continues(step, edit)
  const length = edit.kind === 'typing' ? edit.text.length : 0
  const composition = edit.kind === 'typing' ? edit.composition : undefined
  return { step: { kind: edit.kind, length: length + (isNew ? 0 : (step?.length ?? 0)), composition }, isNew }
}

function continues(step: Step | null, edit: Edit): boolean {
  if (!step || step.kind !== edit.kind || edit.kind === 'other') return false
  if (edit.kind !== 'typing') return true
  if (edit.replaces) return false
  if (edit.composition !== undefined && edit.composition === step.composition) return true
  const beginsWord = /\S/u.test(edit.text) && /\s$/u.test(edit.before)
  const isLong = step.length >= 2 * LONG || (step.length >= LONG && beginsWord)
  return !isLong && !(/\S/u.test(edit.text) && SENTENCE_END.test(edit.before))
}

function editOf(tr: Transaction, { selection, doc }: EditorState): Edit {
  const [step] = tr.steps
  const elsewhere = tr.getMeta('paste') || tr.getMeta('uiEvent')
  if (step instanceof AttrStep && tr.steps.length === 1) return { kind: 'field' }
  if (!(step instanceof ReplaceStep) || tr.steps.length > 1 || elsewhere) return { kind: 'other' }
  const { from, to, slice } = step
  const $from = doc.resolve(from)
  if (!$from.parent.isTextblock || !$from.sameParent(doc.resolve(to))) return { kind: 'other' }
  const composition: unknown = tr.getMeta('composition')
  if (slice.size === 0) {
    const isRun = selection.empty && (from === selection.from || to === selection.from)
    return { kind: isRun ? 'deleting' : 'other' }
  }
  const inserted = slice.content.textBetween(0, slice.content.size)
  const replaces = from < to && composition === undefined
  const atCaret = from === selection.from && to === selection.to
  const isTyped = atCaret || composition !== undefined
  if (slice.openStart > 0 || inserted.length !== slice.size || !isTyped) return { kind: 'other' }
  const before = $from.parent.textBetween(0, $from.parentOffset, '', '\ufffc')
  return { kind: 'typing', text: inserted, before: before.slice(-12), composition, replaces }
}

interface RuleMeta {
  from: number
  to: number
  text: string
}

/** What was typed to set off a rule such as `- ` or `**bold**`; null when the change comes from no rule. */
function inputRule(state: EditorState, tr: Transaction): (RuleMeta & { plugin: RulePlugin }) | null {
  for (const plugin of state.plugins) {
    const meta = 'isInputRules' in plugin.spec ? (tr.getMeta(plugin) as RuleMeta | undefined) : undefined
    if (meta?.text && meta.text !== '\n') return { ...meta, plugin }
  }
  return null
}
type RulePlugin = EditorState['plugins'][number]

/** The change of a rule, made from the text in which the sign has been typed; null when that text has changed since. */
function afterTyping(
  state: EditorState,
  rule: Transaction,
  { from, to, text, plugin }: RuleMeta & { plugin: RulePlugin },
): Transaction | null {
  const { tr } = state
  const end = from + text.length
  if (end > tr.doc.content.size) return null
  tr.replace(from, end, rule.before.slice(from, to))
  if (!tr.doc.eq(rule.before)) return null
  for (const step of rule.steps) tr.step(step)
  tr.setSelection(Selection.fromJSON(tr.doc, rule.selection.toJSON()))
  if (rule.storedMarksSet) tr.setStoredMarks(rule.storedMarks)
  if (rule.getMeta('preventAutolink')) tr.setMeta('preventAutolink', true)
  // Backspace right after it takes the rule back, to the text as it was typed.
  return tr.setMeta(plugin, { transform: tr, from, to: from, text: '' })
}
