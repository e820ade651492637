import { Extension, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Dropcursor, Gapcursor, Placeholder } from '@tiptap/extensions'
import { StarterKit } from '@tiptap/starter-kit'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import { Callout } from '../nodes/callout.ts'
import { ChapterTaskItem } from '../nodes/lists.ts'
import { DOCUMENT_FIELD, editorExtensions } from '../schema.ts'
import { Find } from './find/find.ts'
import { Autolink } from './plugins/autolink.ts'
import { calloutWithHead } from './plugins/callout-view.ts'
import { Carets } from './plugins/carets.ts'
import { DirectionKeys } from './plugins/direction-keys.ts'
import { Housekeeping } from './plugins/housekeeping.ts'
import { KeepNodes } from './plugins/keep-nodes.ts'
import { ListKeys } from './plugins/list-keys.ts'
import { LongText } from './plugins/long-text.ts'
import { MarkdownMarks, withoutMarkRules } from './plugins/markdown-marks.ts'
import { PasteGuard } from './plugins/paste-guard.ts'
import { Steady } from './plugins/steady.ts'
import { TableKeys } from './plugins/table-keys.ts'
import { UndoSteps } from './plugins/undo-steps.ts'
import type { EditorReport } from './reports.ts'
import { Slash, type SlashStore } from './slash/slash.ts'
import type { Translate } from './words.ts'

export interface BrowserExtensionOptions {
  doc: Doc
  awareness: Awareness
  slash: SlashStore
  addresseesListId: string
  t: Translate
  onReport: (report: EditorReport) => void
}

/** The grammar with everything that writing in a browser adds to it. */
export function browserExtensions(options: BrowserExtensionOptions): Extensions {
  const { doc, awareness, slash, addresseesListId, t, onReport } = options
  return [
    ...editorExtensions().map((extension) => {
      if (extension.name === Callout.name) return calloutWithHead(t, addresseesListId)
      if (extension.name === ChapterTaskItem.name)
        return ChapterTaskItem.configure({ a11y: { checkboxLabel: taskLabel(t) } })
      if (extension.name === StarterKit.name) return withoutMarkRules(extension)
      return extension
    }),
    Collaboration.configure({ document: doc, field: DOCUMENT_FIELD }),
    UndoSteps,
    KeepNodes,
    LongText,
    Carets.configure({ awareness }),
    Steady,
    Housekeeping,
    ListKeys,
    TableKeys,
    MarkdownMarks,
    Autolink,
    PasteGuard.configure({ onReport }),
    Slash.configure({ store: slash, t }),
    Find,
    DirectionKeys,
    ExtraKeys,
    Gapcursor,
    Dropcursor.configure({ class: 'drop-cursor', color: false }),
    Placeholder.configure({
      showOnlyCurrent: false,
      includeChildren: true,
      placeholder: ({ editor, node, pos }) => {
        if (node.type.name === 'heading') return t('placeholder.heading')
        if (typeof node.attrs.hint === 'string') return node.attrs.hint
        return pos === 0 && editor.isEmpty ? t('placeholder.empty') : ''
      },
    }),
  ]
}

/** Shortcuts people bring along that the grammar does not bind by itself. */
const ExtraKeys = Extension.create({
  name: 'extraKeys',
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-x': () => this.editor.commands.toggleStrike(),
      'Mod-\\': () => this.editor.commands.unsetAllMarks(),
    }
  },
})

function taskLabel(t: Translate) {
  return (node: { textContent: string }, checked: boolean) =>
    t(checked ? 'task.done' : 'task.open', { text: node.textContent || t('task.untitled') })
}
