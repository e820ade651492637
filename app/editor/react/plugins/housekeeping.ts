import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

const NEEDS_A_LINE = new Set(['listItem', 'taskItem', 'blockquote', 'callout', 'tableCell', 'tableHeader'])
const ITEMS = new Set(['listItem', 'taskItem'])
const LISTS = new Set(['bulletList', 'orderedList', 'taskList'])
const CELLS = new Set(['tableCell', 'tableHeader'])
const GOES_WHEN_EMPTY = new Set(['bulletList', 'orderedList', 'taskList', 'table', 'tableRow'])

/**
 * The grammar allows empty containers, so that merging never destroys one. After a person's own change, and only
 * then, containers emptied by it get a line to write on, items that begin with a sublist one of their own, and empty
 * lists and tables go. It also gives a way to write below a table or callout at the end and in a cell that came
 * empty, without ever adding a line nobody asked for.
 */
export const Housekeeping = Extension.create({
  name: 'housekeeping',
  // Before the table's own arrow keys, which stay in the table when nothing is below it.
  priority: 150,

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('housekeeping'),
        appendTransaction: (transactions, before, after) =>
          transactions.some((tr) => tr.docChanged) && !transactions.some((tr) => tr.getMeta(ySyncPluginKey))
            ? tidy(before, after)
            : null,
        props: {
          handleKeyDown: (view, event) =>
            event.key === 'ArrowDown' && noModifier(event) && leaveDownwards(view),
          handleDOMEvents: {
            mousedown: (view, event) => clickInCell(view, event) || clickBelow(view, event),
          },
        },
      }),
    ]
  },
})

function tidy(before: EditorState, after: EditorState): Transaction | null {
  const start = before.doc.content.findDiffStart(after.doc.content)
  const end = before.doc.content.findDiffEnd(after.doc.content)
  if (start === null || !end) return null
  const size = after.doc.content.size
  const empty: PlacedNode[] = []
  after.doc.nodesBetween(Math.max(0, start - 2), Math.min(size, Math.max(end.b, start) + 2), (node, pos) => {
    if (ITEMS.has(node.type.name) && LISTS.has(node.firstChild?.type.name ?? '')) empty.push({ node, pos })
    if (node.childCount > 0 || node.isTextblock) return !node.isTextblock
    if (NEEDS_A_LINE.has(node.type.name) || GOES_WHEN_EMPTY.has(node.type.name)) empty.push({ node, pos })
    return false
  })
  const paragraph = after.schema.nodes.paragraph
  if (empty.length === 0 || !paragraph) return null
  const tr = after.tr
  for (const { node, pos } of empty.toReversed()) {
    if (NEEDS_A_LINE.has(node.type.name)) tr.insert(pos + 1, paragraph.create())
    else tr.delete(pos, pos + node.nodeSize)
  }
  return tr
}

interface PlacedNode {
  node: Node
  pos: number
}

/** The cells of a table that have no line to write on; `start` is where the table's content begins. */
export function emptyCells(table: Node, start: number): PlacedNode[] {
  const found: PlacedNode[] = []
  table.descendants((node, pos) => {
    if (CELLS.has(node.type.name) && node.childCount === 0) found.push({ node, pos: start + pos })
    return node.type.name === 'tableRow'
  })
  return found
}

/** Gives each of some empty containers a line. */
export function giveLines(tr: Transaction, places: readonly PlacedNode[]): Transaction {
  const paragraph = tr.doc.type.schema.nodes.paragraph
  if (paragraph) for (const { pos } of places.toReversed()) tr.insert(pos + 1, paragraph.create())
  return tr
}

function clickInCell(view: EditorView, event: MouseEvent): boolean {
  const cell = event.target instanceof Element ? event.target.closest('td, th') : null
  if (!view.editable || event.button !== 0 || !cell || cell.childElementCount > 0) return false
  const pos = view.posAtDOM(cell, 0) - 1
  const node = view.state.doc.nodeAt(pos)
  if (!node || !CELLS.has(node.type.name) || node.childCount > 0) return false
  event.preventDefault()
  view.focus()
  const tr = giveLines(view.state.tr, [{ node, pos }])
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + 2)))
  return true
}

function leaveDownwards(view: EditorView): boolean {
  const { selection, doc } = view.state
  if (!selection.empty || doc.lastChild?.isTextblock || !isLowest(selection.$head)) return false
  return view.endOfTextblock('down') && writeAtEnd(view)
}

/** Whether nothing is below a place: it is in the last block of the last block; of a row, any cell will do. */
function isLowest(place: ResolvedPos): boolean {
  for (let depth = 0; depth < place.depth; depth++) {
    const parent = place.node(depth)
    if (parent.type.name !== 'tableRow' && place.index(depth) !== parent.childCount - 1) return false
  }
  return place.depth > 0
}

function clickBelow(view: EditorView, event: MouseEvent): boolean {
  const last = view.dom.lastElementChild
  if (!view.editable || event.button !== 0 || event.target !== view.dom || !last) return false
  if (
    event.clientY <= last.getBoundingClientRect().bottom ||
    view.state.doc.lastChild?.type.name === 'paragraph'
  )
    return false
  event.preventDefault()
  view.focus()
  return writeAtEnd(view)
}

function writeAtEnd(view: EditorView): boolean {
  const { tr, doc, schema } = view.state
  const paragraph = schema.nodes.paragraph
  if (!view.editable || !paragraph) return false
  tr.insert(doc.content.size, paragraph.create())
  view.dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView())
  return true
}

function noModifier(event: KeyboardEvent): boolean {
  return !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
}
