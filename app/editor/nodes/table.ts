import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { TextSelection } from '@tiptap/pm/state'
import { ownChangesOnly } from './own-changes.ts'

const spans = {
  colspan: { default: 1, parseHTML: (element: HTMLElement) => cellSpan(element.getAttribute('colspan')) },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => cellSpan(element.getAttribute('rowspan')) },
  // The table commands expect it; widths follow the text, so it stays empty.
  colwidth: { default: null, rendered: false, parseHTML: () => null },
}

/** A table of rows; it scrolls inside its own frame when the page is narrow. */
export const ChapterTable = Table.extend({
  content: 'tableRow*',

  renderHTML() {
    return ['div', { class: 'table-frame' }, ['table', ['tbody', 0]]]
  },

  addCommands() {
    return {
      ...this.parent?.(),
      insertTable:
        ({ rows = 3, cols = 3, withHeaderRow = true } = {}) =>
        ({ tr, state, dispatch }) => {
          const { table, tableRow, tableCell, tableHeader, paragraph } = state.schema.nodes
          if (!table || !tableRow || !tableCell || !tableHeader || !paragraph) return false
          const row = (head: boolean) =>
            tableRow.create(
              null,
              Array.from({ length: cols }, () =>
                (head ? tableHeader : tableCell).create(null, paragraph.create()),
              ),
            )
          if (!dispatch) return true
          const node = table.create(
            null,
            Array.from({ length: rows }, (_, index) => row(withHeaderRow && index === 0)),
          )
          const { $from, empty } = tr.selection
          // A table replaces the empty line it is called from, and follows a line with text.
          const at = $from.depth === 0 ? $from.pos : $from.after()
          if ($from.depth > 0 && empty && $from.parent.isTextblock && $from.parent.content.size === 0) {
            tr.replaceWith($from.before(), at, node)
            tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 3)))
          } else {
            tr.insert(at, node)
            tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3)))
          }
          tr.scrollIntoView()
          return true
        },
    }
  },

  // A row and a column added at the same time leave a cell short; whoever edits next mends the table.
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(ownChangesOnly)
  },
}).configure({ resizable: false })

export const ChapterTableRow = TableRow

export const ChapterTableCell = TableCell.extend({ content: 'block*', addAttributes: () => spans })

export const ChapterTableHeader = TableHeader.extend({ content: 'block*', addAttributes: () => spans })

/** How many columns or rows a cell may cover: 1 to 100, else 1. */
export function cellSpan(value: unknown): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number >= 1 && number <= 100 ? number : 1
}
