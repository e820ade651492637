import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/**
 * Ctrl with the right or left Shift, pressed and let go by themselves, sets the direction of the paragraph, as
 * writers of Arabic and Hebrew know it from Word.
 */
export const DirectionKeys = Extension.create({
  name: 'directionKeys',

  addProseMirrorPlugins() {
    const { editor } = this
    let chord: string | null = null
    return [
      new Plugin({
        key: new PluginKey('directionKeys'),
        props: {
          handleDOMEvents: {
            keydown: (_, event) => {
              const shift = event.code === 'ShiftRight' || event.code === 'ShiftLeft'
              const alone = event.ctrlKey && !event.altKey && !event.metaKey
              if (shift && alone) chord = event.code
              else if (event.key !== 'Control') chord = null
              return false
            },
            keyup: (_, event) => {
              if (chord === null || (event.code !== chord && event.key !== 'Control')) return false
              editor.commands.setDirection(chord === 'ShiftRight' ? 'rtl' : 'ltr')
              chord = null
              return false
            },
            blur: () => {
              chord = null
              return false
            },
          },
        },
      }),
    ]
  },
})
