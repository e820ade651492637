import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  Bold,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Maximize,
  Minimize,
  Redo2,
  Search,
  Underline,
  Undo2,
} from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Group, Separator, Toolbar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { BlockMenu, CalloutMenu, DirectionMenu, LettersMenu, TableMenu } from './menus.tsx'
import { Toggle, Tool } from './tool.tsx'

interface EditorToolbarProps {
  editor: Editor
  isFullScreen: boolean
  onLink: () => void
  onFind: () => void
  onFullScreen: () => void
}

/**
 * The toolbar of a chapter: one stop in the order of Tab, arrow keys inside, Esc back to the text. On phones it
 * stands above the keyboard and scrolls sideways.
 */
export function EditorToolbar({ editor, isFullScreen, onLink, onFind, onFullScreen }: EditorToolbarProps) {
  const { t } = useTranslation('editor')
  const now = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      underline: editor.isActive('underline'),
      link: editor.isActive('link'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      taskList: editor.isActive('taskList'),
      undo: editor.can().undo(),
      redo: editor.can().redo(),
    }),
  })
  const chain = () => editor.chain().focus(undefined, { scrollIntoView: false })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    editor.view.focus()
  }

  return (
    // The handler only passes Esc on from whatever button has the focus.
    <div className="editor-tools" onKeyDown={onKeyDown} role="presentation">
      <Toolbar aria-label={t('toolbar.label')} className="editor-toolbar">
        <Group aria-label={t('toolbar.history')}>
          <Tool
            icon={Undo2}
            label={t('toolbar.undo')}
            keys="Mod-z"
            isDisabled={!now.undo}
            onPress={() => chain().undo().run()}
          />
          <Tool
            icon={Redo2}
            label={t('toolbar.redo')}
            keys="Mod-y"
            isDisabled={!now.redo}
            onPress={() => chain().redo().run()}
          />
        </Group>
        <Separator orientation="vertical" />
        <BlockMenu editor={editor} />
        <Separator orientation="vertical" />
        <Group aria-label={t('toolbar.letters')}>
          <Toggle
            icon={Bold}
            label={t('toolbar.bold')}
            keys="Mod-b"
            isSelected={now.bold}
            onChange={() => chain().toggleBold().run()}
          />
          <Toggle
            icon={Italic}
            label={t('toolbar.italic')}
            keys="Mod-i"
            isSelected={now.italic}
            onChange={() => chain().toggleItalic().run()}
          />
          <Toggle
            icon={Underline}
            label={t('toolbar.underline')}
            keys="Mod-u"
            isSelected={now.underline}
            onChange={() => chain().toggleUnderline().run()}
          />
          <LettersMenu editor={editor} />
          <Toggle
            icon={Link}
            label={t('toolbar.link')}
            keys="Mod-k"
            isSelected={now.link}
            onChange={onLink}
          />
        </Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('toolbar.lists')}>
          <Toggle
            icon={List}
            label={t('block.bulletList')}
            keys="Mod-Shift-8"
            isSelected={now.bulletList}
            onChange={() => chain().toggleBulletList().run()}
          />
          <Toggle
            icon={ListOrdered}
            label={t('block.orderedList')}
            keys="Mod-Shift-7"
            isSelected={now.orderedList}
            onChange={() => chain().toggleOrderedList().run()}
          />
          <Toggle
            icon={ListChecks}
            label={t('block.taskList')}
            keys="Mod-Shift-9"
            isSelected={now.taskList}
            onChange={() => chain().toggleTaskList().run()}
          />
        </Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('toolbar.insert')}>
          <CalloutMenu editor={editor} />
          <TableMenu editor={editor} />
          <DirectionMenu editor={editor} />
        </Group>
        <span className="editor-gap" />
        <Group aria-label={t('toolbar.view')}>
          <Tool icon={Search} label={t('toolbar.find')} keys="Mod-f" onPress={onFind} />
          <Tool
            icon={isFullScreen ? Minimize : Maximize}
            label={isFullScreen ? t('toolbar.leaveFullScreen') : t('toolbar.fullScreen')}
            onPress={onFullScreen}
          />
        </Group>
      </Toolbar>
    </div>
  )
}
