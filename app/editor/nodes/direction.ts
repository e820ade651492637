import { Extension } from '@tiptap/core'

export type TextDirection = 'ltr' | 'rtl'

const DIRECTED = ['paragraph', 'heading', 'listItem', 'taskItem']

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    direction: {
      /** Sets the direction of the selected paragraphs, headings and list items; null follows the text. */
      setDirection: (direction: TextDirection | null) => ReturnType
    }
  }
}

/** Writing direction per paragraph: `dir` is `ltr`, `rtl` or null (from the first strong letter). */
export const Direction = Extension.create({
  name: 'direction',

  addGlobalAttributes() {
    return [
      {
        types: DIRECTED,
        attributes: {
          dir: {
            default: null,
            parseHTML: (element) => asDirection(element.getAttribute('dir')),
            renderHTML: ({ dir }) => (asDirection(dir) ? { dir } : {}),
          },
        },
      },
    ]
  },

  addCommands() {
    return {
      setDirection:
        (direction) =>
        ({ tr, state, dispatch }) => {
          let found = false
          for (const range of state.selection.ranges) {
            tr.doc.nodesBetween(range.$from.pos, range.$to.pos, (node, pos) => {
              if (!DIRECTED.includes(node.type.name)) return true
              found = true
              if (dispatch && node.attrs.dir !== direction) tr.setNodeAttribute(pos, 'dir', direction)
              return true
            })
          }
          return found
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      'Mod-Alt-Shift-l': () => this.editor.commands.setDirection('ltr'),
      'Mod-Alt-Shift-r': () => this.editor.commands.setDirection('rtl'),
    }
  },
})

/** A stored or pasted `dir`, if it is one we know. */
export function asDirection(value: unknown): TextDirection | null {
  return value === 'ltr' || value === 'rtl' ? value : null
}
