import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { cleanPastedHtml } from '../paste/clean.ts'
import type { EditorReport } from '../reports.ts'

/** The longest text one paste may bring, in characters. */
export const LONGEST_PASTE = 1_000_000

interface PasteOptions {
  onReport: (report: EditorReport) => void
}

/** Cleans what is pasted or dropped, and refuses what is too long to be meant. */
export const PasteGuard = Extension.create<PasteOptions>({
  name: 'pasteGuard',
  // Before the extensions that handle some pastes themselves.
  priority: 1001,

  addOptions() {
    return { onReport: () => {} }
  },

  addProseMirrorPlugins() {
    const { onReport } = this.options
    const refuses = (data: DataTransfer | null): boolean => {
      const length = lengthOf(data)
      if (length <= LONGEST_PASTE) return false
      onReport({ kind: 'paste-too-long', characters: length, limit: LONGEST_PASTE })
      return true
    }
    return [
      new Plugin({
        key: new PluginKey('pasteGuard'),
        props: {
          handleDOMEvents: {
            paste: (_, event) => refuses(event.clipboardData) && prevented(event),
            drop: (_, event) => refuses(event.dataTransfer) && prevented(event),
          },
          transformPastedHTML: (html) => {
            const { html: clean, pictures } = cleanPastedHtml(html)
            if (pictures > 0) onReport({ kind: 'paste-without-pictures', pictures })
            return clean
          },
        },
      }),
    ]
  },
})

/** Words count, not the rubbish around them; markup many times longer than its words is refused, too. */
function lengthOf(data: DataTransfer | null): number {
  if (!data) return 0
  const plain = data.getData('text/plain').length
  const markup = data.getData('text/html').length
  return plain === 0 || markup > 20 * LONGEST_PASTE ? Math.max(plain, markup) : plain
}

function prevented(event: Event): true {
  event.preventDefault()
  return true
}
