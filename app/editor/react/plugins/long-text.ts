import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** From this size on, in ProseMirror's count: some sixty pages. */
const LONG = 200_000

/**
 * Marks a very long text, so that editor.css leaves the layout of what is out of sight for later. Reading the selection,
 * which ProseMirror does at every change, otherwise lays out a thousand pages for one keystroke.
 */
export const LongText = Extension.create({
  name: 'longText',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('longText'),
        props: {
          attributes: ({ doc }): Record<string, string> =>
            doc.content.size > LONG ? { class: 'is-long' } : {},
        },
      }),
    ]
  },
})
