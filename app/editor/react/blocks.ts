import type { Editor } from '@tiptap/core'
import {
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  KeyRound,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Megaphone,
  Minus,
  Pilcrow,
  Quote,
  Table,
} from 'lucide-react'
import type { CalloutKind } from '../nodes/callout-values.ts'

export type BlockId =
  | 'text'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'quote'
  | 'keyMessage'
  | 'recommendation'
  | 'table'
  | 'rule'

export interface BlockChoice {
  id: BlockId
  icon: LucideIcon
  /** Tiptap's notation; shown in menus, bound by the grammar. */
  keys?: string
  run: (editor: Editor) => boolean
  isActive: (editor: Editor) => boolean
}

const heading = (level: 1 | 2 | 3 | 4, icon: LucideIcon): BlockChoice => ({
  id: `heading${level}`,
  icon,
  keys: `Mod-Alt-${level}`,
  run: (editor) => editor.commands.setHeading({ level }),
  isActive: (editor) => editor.isActive('heading', { level }),
})

const callout = (id: BlockId, kind: CalloutKind, icon: LucideIcon): BlockChoice => ({
  id,
  icon,
  run: (editor) => editor.commands.setCallout(kind),
  isActive: (editor) => editor.isActive('callout', { kind }),
})

/** What a line can become; the toolbar and the slash menu offer the same things under the same names. */
export const BLOCKS: readonly BlockChoice[] = [
  {
    id: 'text',
    icon: Pilcrow,
    keys: 'Mod-Alt-0',
    run: (editor) => editor.commands.setParagraph(),
    isActive: (editor) => editor.isActive('paragraph'),
  },
  heading(1, Heading1),
  heading(2, Heading2),
  heading(3, Heading3),
  heading(4, Heading4),
  {
    id: 'bulletList',
    icon: List,
    keys: 'Mod-Shift-8',
    run: (editor) => editor.commands.toggleBulletList(),
    isActive: (editor) => editor.isActive('bulletList'),
  },
  {
    id: 'orderedList',
    icon: ListOrdered,
    keys: 'Mod-Shift-7',
    run: (editor) => editor.commands.toggleOrderedList(),
    isActive: (editor) => editor.isActive('orderedList'),
  },
  {
    id: 'taskList',
    icon: ListChecks,
    keys: 'Mod-Shift-9',
    run: (editor) => editor.commands.toggleTaskList(),
    isActive: (editor) => editor.isActive('taskList'),
  },
  {
    id: 'quote',
    icon: Quote,
    keys: 'Mod-Shift-b',
    run: (editor) => editor.commands.toggleBlockquote(),
    isActive: (editor) => editor.isActive('blockquote'),
  },
  callout('keyMessage', 'key-message', KeyRound),
  callout('recommendation', 'recommendation', Megaphone),
  {
    id: 'table',
    icon: Table,
    run: (editor) => editor.commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    isActive: (editor) => editor.isActive('table'),
  },
  {
    id: 'rule',
    icon: Minus,
    run: (editor) => editor.commands.setHorizontalRule(),
    isActive: () => false,
  },
]

/** One of them by name. */
export function block(id: BlockId): BlockChoice {
  const found = BLOCKS.find((choice) => choice.id === id)
  if (!found) throw new Error(`no block ${id}`)
  return found
}
