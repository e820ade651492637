import { Extension, type Editor } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { liftListItem } from '@tiptap/pm/schema-list'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { canJoin } from '@tiptap/pm/transform'

const ITEMS = new Set(['listItem', 'taskItem'])
const LISTS = new Set(['bulletList', 'orderedList', 'taskList'])

/**
 * Keys in lists. Backspace at the start of a first item takes the item out with all it holds: taking out its line
 * alone would leave a bullet before the bullet of its sublist. Tab stays in the text, also where nothing can be
 * indented further; in a table it goes to the next cell then.
 */
export const ListKeys = Extension.create({
  name: 'listKeys',
  // Before the list items' own keys and the table's.
  priority: 160,

  addKeyboardShortcuts() {
    const { editor } = this
    const backspace = () => editor.commands.undoInputRule() || run(editor, takeOutFirstItem)
    const remove = () => run(editor, joinFirstItem)
    return {
      Tab: () => indent(editor, (item) => editor.commands.sinkListItem(item)),
      'Shift-Tab': () => indent(editor, (item) => editor.commands.liftListItem(item)),
      Backspace: backspace,
      'Mod-Backspace': backspace,
      'Shift-Backspace': backspace,
      Delete: remove,
      'Mod-Delete': remove,
    }
  },
})

function run(editor: Editor, command: (state: EditorState) => Transaction | null): boolean {
  const tr = command(editor.state)
  if (tr) editor.view.dispatch(tr.scrollIntoView())
  return tr !== null
}

function indent(editor: Editor, change: (item: string) => boolean): boolean {
  const { $from } = editor.state.selection
  const depth = itemDepth($from)
  if (depth === null) return false
  if (change($from.node(depth).type.name)) return true
  const inTable = Array.from({ length: depth }, (_, above) => $from.node(above).type.name).includes('table')
  return !inTable
}

function itemDepth($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) if (ITEMS.has($pos.node(depth).type.name)) return depth
  return null
}

/** The change that takes a first item out of its list; null when the caret is not at its start. */
export function takeOutFirstItem(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.depth < 3) return null
  const item = $from.node(-1)
  if (!ITEMS.has(item.type.name) || $from.index(-1) > 0 || $from.index(-2) > 0) return null
  return liftedItem(state)
}

/** The change that joins a line with the first item of the list below it; null when no such list follows. */
export function joinFirstItem(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return null
  const after = $from.after()
  const list = state.doc.resolve(after).nodeAfter
  if (!list || !LISTS.has(list.type.name) || !list.firstChild?.firstChild?.isTextblock) return null
  if (list.firstChild.childCount === 1 || ITEMS.has($from.node(-1).type.name)) return null
  const inItem = state.apply(state.tr.setSelection(TextSelection.create(state.doc, after + 3)))
  const tr = liftedItem(inItem)
  if (!tr || !canJoin(tr.doc, after)) return null
  tr.join(after)
  return tr.setSelection(TextSelection.create(tr.doc, $from.pos))
}

function liftedItem(state: EditorState): Transaction | null {
  const item = state.selection.$from.node(-1).type
  let lifted: Transaction | null = null
  liftListItem(item)(state, (tr) => {
    lifted = tr
  })
  return lifted
}
