import { Extension } from '@tiptap/core'
import { emptyCells, giveLines } from './housekeeping.ts'

/** Tab goes to the next cell, from the last one to the first of a new row; Shift-Tab goes back. */
export const TableKeys = Extension.create({
  name: 'tableKeys',
  // Before the table's own keys, after those of a list in a cell.
  priority: 155,

  addKeyboardShortcuts() {
    const { editor } = this
    // A cell may have come without a line, by a merge; without one the caret could not go there.
    const fill = () => {
      const { $from } = editor.state.selection
      let depth = $from.depth
      while (depth > 0 && $from.node(depth).type.name !== 'table') depth--
      if (depth === 0) return false
      const cells = emptyCells($from.node(depth), $from.start(depth))
      if (cells.length > 0) editor.view.dispatch(giveLines(editor.state.tr, cells))
      return true
    }
    return {
      Tab: () => {
        if (!fill()) return false
        if (editor.commands.goToNextCell()) return true
        // In two steps: the cells of the new row have their lines once it stands.
        return editor.commands.addRowAfter() && editor.commands.goToNextCell()
      },
      'Shift-Tab': () => fill() && editor.commands.goToPreviousCell(),
    }
  },
})
