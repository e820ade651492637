import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  MessageSquareQuote,
  Minus,
  PilcrowLeft,
  PilcrowRight,
  RemoveFormatting,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  Type,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { asDirection } from '../../nodes/direction.ts'
import { block, BLOCKS, type BlockId } from '../blocks.ts'
import { ToolMenu, type MenuChoice } from './tool-menu.tsx'

const LINES: readonly BlockId[] = ['text', 'heading1', 'heading2', 'heading3', 'heading4']

/** What kind of line this is: text or a heading, with quotation and rule below. */
export function BlockMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const active = useEditorState({
    editor,
    selector: ({ editor }) =>
      BLOCKS.filter((choice) => choice.isActive(editor))
        .map(({ id }) => id)
        .join(' '),
  }).split(' ')
  const choice = (id: BlockId): MenuChoice => ({
    ...block(id),
    label: t(`block.${id}`),
    isSelected: active.includes(id),
    run: () => block(id).run(editor),
  })
  const current = LINES.findLast((id) => active.includes(id)) ?? 'text'
  return (
    <ToolMenu
      editor={editor}
      label={t('toolbar.block', { current: t(`block.${current}`) })}
      face={<span className="tool-face">{t(`block.${current}`)}</span>}
      groups={[LINES.map(choice), [choice('quote'), choice('rule')]]}
    />
  )
}

/** The rarer ways to set letters. */
export function LettersMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const now = useEditorState({
    editor,
    selector: ({ editor }) => ({
      strike: editor.isActive('strike'),
      superscript: editor.isActive('superscript'),
      subscript: editor.isActive('subscript'),
    }),
  })
  return (
    <ToolMenu
      editor={editor}
      label={t('toolbar.moreLetters')}
      face={<Type aria-hidden size={18} />}
      isActive={now.strike || now.superscript || now.subscript}
      groups={[
        [
          {
            id: 'strike',
            icon: Strikethrough,
            label: t('toolbar.strike'),
            keys: 'Mod-Shift-x',
            isSelected: now.strike,
            run: () => editor.commands.toggleStrike(),
          },
          {
            id: 'superscript',
            icon: Superscript,
            label: t('toolbar.superscript'),
            keys: 'Mod-.',
            isSelected: now.superscript,
            run: () => editor.commands.toggleSuperscript(),
          },
          {
            id: 'subscript',
            icon: Subscript,
            label: t('toolbar.subscript'),
            keys: 'Mod-,',
            isSelected: now.subscript,
            run: () => editor.commands.toggleSubscript(),
          },
        ],
        [
          {
            id: 'clear',
            icon: RemoveFormatting,
            label: t('toolbar.clear'),
            keys: 'Mod-\\',
            run: () => editor.commands.unsetAllMarks(),
          },
        ],
      ]}
    />
  )
}

/** Key messages and recommendations. */
export function CalloutMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const now = useEditorState({
    editor,
    selector: ({ editor }) => ({
      any: editor.isActive('callout'),
      keyMessage: block('keyMessage').isActive(editor),
      recommendation: block('recommendation').isActive(editor),
    }),
  })
  const choice = (id: 'keyMessage' | 'recommendation'): MenuChoice => ({
    ...block(id),
    label: t(`block.${id}`),
    isSelected: now[id],
    run: () => block(id).run(editor),
  })
  const groups: MenuChoice[][] = [[choice('keyMessage'), choice('recommendation')]]
  if (now.any)
    groups.push([
      { id: 'none', icon: Minus, label: t('callout.remove'), run: () => editor.commands.unsetCallout() },
    ])
  return (
    <ToolMenu
      editor={editor}
      label={t('toolbar.callout')}
      face={<MessageSquareQuote aria-hidden size={18} />}
      isActive={now.any}
      groups={groups}
    />
  )
}

/** Makes a table; inside one, changes its rows, columns and headers. */
export function TableMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const now = useEditorState({
    editor,
    selector: ({ editor }) => ({
      inside: editor.isActive('table'),
      merge: editor.isActive('table') && editor.can().mergeCells(),
      split: editor.isActive('table') && editor.can().splitCell(),
    }),
  })
  const change = (id: TableChange, isDisabled = false): MenuChoice => ({
    id,
    label: t(`table.${id}`),
    isDisabled,
    run: () => editor.commands[id](),
  })
  const insert: MenuChoice[] = [
    { id: 'insert', icon: Table, label: t('table.insert'), run: () => block('table').run(editor) },
  ]
  const inside: MenuChoice[][] = [
    [change('addRowBefore'), change('addRowAfter'), change('addColumnBefore'), change('addColumnAfter')],
    [change('toggleHeaderRow'), change('toggleHeaderColumn')],
    [change('mergeCells', !now.merge), change('splitCell', !now.split)],
    [change('deleteRow'), change('deleteColumn'), change('deleteTable')],
  ]
  return (
    <ToolMenu
      editor={editor}
      label={t('toolbar.table')}
      face={<Table aria-hidden size={18} />}
      isActive={now.inside}
      groups={now.inside ? inside : [insert]}
    />
  )
}

type TableChange =
  | 'addRowBefore'
  | 'addRowAfter'
  | 'addColumnBefore'
  | 'addColumnAfter'
  | 'toggleHeaderRow'
  | 'toggleHeaderColumn'
  | 'mergeCells'
  | 'splitCell'
  | 'deleteRow'
  | 'deleteColumn'
  | 'deleteTable'

/** Left to right, right to left, or as the text begins. */
export function DirectionMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const direction = useEditorState({
    editor,
    selector: ({ editor }) =>
      asDirection(editor.getAttributes('heading').dir ?? editor.getAttributes('paragraph').dir),
  })
  return (
    <ToolMenu
      editor={editor}
      label={t('toolbar.direction')}
      face={
        direction === 'rtl' ? <PilcrowLeft aria-hidden size={18} /> : <PilcrowRight aria-hidden size={18} />
      }
      isActive={direction !== null}
      groups={[
        [
          {
            id: 'auto',
            label: t('direction.auto'),
            isSelected: direction === null,
            run: () => editor.commands.setDirection(null),
          },
          {
            id: 'ltr',
            icon: PilcrowRight,
            label: t('direction.ltr'),
            keys: 'Mod-Alt-Shift-l',
            isSelected: direction === 'ltr',
            run: () => editor.commands.setDirection('ltr'),
          },
          {
            id: 'rtl',
            icon: PilcrowLeft,
            label: t('direction.rtl'),
            keys: 'Mod-Alt-Shift-r',
            isSelected: direction === 'rtl',
            run: () => editor.commands.setDirection('rtl'),
          },
        ],
      ]}
    />
  )
}
