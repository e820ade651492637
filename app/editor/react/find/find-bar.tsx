import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Input, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { findResult, goToMatch, replaceMatch, replaceMatches, setFind, type FindWish } from './find.ts'
import type { EditorReport } from '../reports.ts'
import { Tool, Toggle, WordTool } from '../toolbar/tool.tsx'

interface FindBarProps {
  editor: Editor
  editable: boolean
  withReplace: boolean
  /** Counted up each time someone asks for the bar that is already open. */
  asked: number
  onClose: () => void
  onReport: (report: EditorReport) => void
}

/** Find and replace, above the text. Enter and Shift-Enter go on and back, Esc returns to the text. */
export function FindBar({ editor, editable, withReplace, asked, onClose, onReport }: FindBarProps) {
  const { t } = useTranslation('editor')
  const [wish, setWish] = useState<FindWish>(() => ({
    search: selectedWords(editor),
    replace: '',
    caseSensitive: false,
    wholeWord: false,
  }))
  const field = useRef<HTMLInputElement>(null)
  const { count, at } = useEditorState({
    editor,
    selector: ({ editor }) => findResult(editor),
  })

  useEffect(() => setFind(editor, wish), [editor, wish])
  useEffect(() => () => setFind(editor, null), [editor])
  useEffect(() => {
    if (asked > 0) field.current?.select()
  }, [asked])

  const close = () => {
    onClose()
    editor.view.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const undoes = undoKeys(event) && !(event.target instanceof HTMLInputElement)
    if (event.key !== 'Escape' && !undoes) return
    event.preventDefault()
    event.stopPropagation()
    if (undoes) editor.commands.undo()
    else close()
  }
  const onFieldKey = (event: KeyboardEvent, enter: () => void) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    enter()
  }

  return (
    <search aria-label={t('find.label')}>
      <div className="find-bar" role="presentation" onKeyDown={onKeyDown}>
        <div className="find-row">
          <TextField
            aria-label={t('find.search')}
            value={wish.search}
            onChange={(search) => setWish({ ...wish, search })}
            className="find-field"
            autoFocus
          >
            <Input
              ref={field}
              placeholder={t('find.search')}
              onKeyDown={(event) =>
                onFieldKey(event, () => goToMatch(editor, event.shiftKey ? 'previous' : 'next'))
              }
            />
          </TextField>
          <output className="find-count" aria-live="polite">
            {wish.search === '' ? '' : count === 0 ? t('find.none') : t('find.count', { at, count })}
          </output>
          <Toggle
            icon={CaseSensitive}
            label={t('find.caseSensitive')}
            isSelected={wish.caseSensitive}
            onChange={(caseSensitive) => setWish({ ...wish, caseSensitive })}
          />
          <Toggle
            icon={WholeWord}
            label={t('find.wholeWord')}
            isSelected={wish.wholeWord}
            onChange={(wholeWord) => setWish({ ...wish, wholeWord })}
          />
          <Tool
            icon={ChevronUp}
            label={t('find.previous')}
            isDisabled={count === 0}
            onPress={() => goToMatch(editor, 'previous')}
          />
          <Tool
            icon={ChevronDown}
            label={t('find.next')}
            isDisabled={count === 0}
            onPress={() => goToMatch(editor, 'next')}
          />
          <Tool icon={X} label={t('find.close')} onPress={close} />
        </div>
        {withReplace && editable && (
          <div className="find-row">
            <TextField
              aria-label={t('find.replaceWith')}
              value={wish.replace}
              onChange={(replace) => setWish({ ...wish, replace })}
              className="find-field"
            >
              <Input
                placeholder={t('find.replaceWith')}
                onKeyDown={(event) => onFieldKey(event, () => replaceMatch(editor))}
              />
            </TextField>
            <WordTool
              label={t('find.replace')}
              isDisabled={count === 0}
              onPress={() => replaceMatch(editor)}
            />
            <WordTool
              label={t('find.replaceAll')}
              isDisabled={count === 0}
              onPress={() => onReport({ kind: 'replaced', count: replaceMatches(editor) })}
            />
          </div>
        )}
      </div>
    </search>
  )
}

/** On a button they take back what it replaced; in a field they belong to the field. */
function undoKeys(event: KeyboardEvent): boolean {
  return event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
}

function selectedWords(editor: Editor): string {
  const { from, to, empty } = editor.state.selection
  const words = empty ? '' : editor.state.doc.textBetween(from, to, '\n')
  return words.includes('\n') ? '' : words.slice(0, 200)
}
