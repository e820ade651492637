import { mergeAttributes, Node } from '@tiptap/core'
import { asAddressee, asCalloutKind, type CalloutKind } from './callout-values.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Wraps the selected blocks into a callout, or changes the kind of the one they stand in. */
      setCallout: (kind: CalloutKind) => ReturnType
      /** Takes the selected blocks out of their callout. */
      unsetCallout: () => ReturnType
    }
  }
}

/** A text set apart: a key message, or a recommendation with the body it is addressed to. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block*',
  defining: true,

  addAttributes() {
    return {
      kind: {
        default: 'key-message',
        parseHTML: (element) => asCalloutKind(element.getAttribute('data-callout')),
        renderHTML: ({ kind }) => ({ 'data-callout': asCalloutKind(kind) }),
      },
      addressee: {
        default: '',
        parseHTML: (element) => asAddressee(element.getAttribute('data-addressee')),
        renderHTML: ({ addressee }) => (addressee ? { 'data-addressee': asAddressee(addressee) } : {}),
      },
    }
  },

  parseHTML() {
    return [{ tag: 'aside[data-callout]' }]
  },

  renderHTML({ HTMLAttributes }) {
    return ['aside', mergeAttributes(HTMLAttributes), 0]
  },

  addCommands() {
    return {
      setCallout:
        (kind) =>
        ({ commands, editor }) =>
          editor.isActive(this.name)
            ? commands.updateAttributes(this.name, { kind })
            : commands.wrapIn(this.name, { kind }),
      unsetCallout:
        () =>
        ({ commands }) =>
          commands.lift(this.name),
    }
  },

  addKeyboardShortcuts() {
    return {
      // Backspace at the very start takes the text out of the frame, as in a quotation.
      Backspace: () => {
        const { $from, empty } = this.editor.state.selection
        if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false
        const frame = $from.node(-1)
        return frame.type === this.type && $from.index(-1) === 0
          ? this.editor.commands.lift(this.name)
          : false
      },
    }
  },
})
