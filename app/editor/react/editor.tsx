import { useEditor, EditorContent } from '@tiptap/react'
import {
  forwardRef,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import { safeAddress } from '../marks/address.ts'
import type { OutlineEntry } from '../render/outline.ts'
import './editor.css'
import { browserExtensions } from './extensions.ts'
import { FindBar } from './find/find-bar.tsx'
import { useAlone, useKeyboardInset } from './full-screen.ts'
import { LinkPanel } from './link-panel.tsx'
import { goToHeading, useMeasures } from './measures.ts'
import type { EditorReport } from './reports.ts'
import { useShortcuts } from './shortcuts.ts'
import { useStable } from './stable.ts'
import { SlashMenu } from './slash/slash-menu.tsx'
import { SlashStore } from './slash/slash.ts'
import { EditorToolbar } from './toolbar/toolbar.tsx'

export interface ChapterEditorProps {
  /** The shared document; the text lives in its fragment `default`. The collaboration client fills and sends it. */
  doc: Doc
  /** Presence. The server sets `user: { id?, name, colour }` of every state, the editor sets `cursor`. */
  awareness: Awareness
  /** False while the document is not there yet, or for whoever may only read. May change at any time. */
  editable: boolean
  /** Language of the chapter, BCP 47: for spell-check, hyphenation and counting words. */
  language: string
  /** Names the text for a screen reader: the title of the chapter. */
  label: string
  /** Whoever writes, as the server named them; null before it has. Their own caret has the colour the others see. */
  user: { name: string; colour: number } | null
  /** The headings, and the id of the one the caret stands under. */
  onOutline?: (entries: readonly OutlineEntry[], current: string | null) => void
  onWords?: (words: number) => void
  onReport?: (report: EditorReport) => void
}

/** With Ctrl or Cmd a click on a link goes there, as in a word processor. */
function openLink(_view: unknown, _pos: number, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  const href = safeAddress(link?.getAttribute('href'))
  if (!href || !(event.ctrlKey || event.metaKey)) return false
  window.open(href, '_blank', 'noopener,noreferrer')
  return true
}

/** What the page may ask of the editor. */
export interface ChapterEditorHandle {
  focus: () => void
  /** Goes to a heading of the outline. */
  goTo: (headingId: string) => void
  find: () => void
  fullScreen: (on: boolean) => void
}

/**
 * The editor of a chapter: toolbar, text, find and replace, slash menu, carets of the others. It is given a live
 * document and writes to nothing else; what it has to say goes through the callbacks. Load it lazily.
 */
export const ChapterEditor = forwardRef<ChapterEditorHandle, ChapterEditorProps>(
  function ChapterEditor(props, ref) {
    const { doc, awareness, editable, language, label, user } = props
    const { t } = useTranslation('editor')
    const frame = useRef<HTMLDivElement>(null)
    const [slash] = useState(() => new SlashStore())
    const [find, setFind] = useState<{ replace: boolean; asked: number } | null>(null)
    const [link, setLink] = useState(false)
    const [full, setFull] = useState(false)
    const addresseesListId = useId()
    const onReport = useStable(props.onReport)
    const onOutline = useStable(props.onOutline)
    const onWords = useStable(props.onWords)

    const extensions = useMemo(
      () => browserExtensions({ doc, awareness, slash, addresseesListId, t, onReport }),
      [doc, awareness, slash, addresseesListId, t, onReport],
    )
    const editor = useEditor(
      {
        extensions,
        editable,
        immediatelyRender: false,
        // The rules it would inject stand in editor.css.
        injectCSS: false,
        shouldRerenderOnTransaction: false,
        editorProps: {
          attributes: {
            class: 'chapter-text prose',
            role: 'textbox',
            'aria-multiline': 'true',
            'aria-label': label,
            ...(editable ? {} : { 'aria-readonly': 'true' }),
            lang: language,
            spellcheck: 'true',
            translate: 'no',
          },
          handleClick: openLink,
        },
      },
      [extensions],
    )

    useEffect(() => editor?.setEditable(editable, false), [editor, editable])
    useMeasures(editor, language, onOutline, onWords)
    useAlone(frame, full)
    useKeyboardInset(frame)

    const openFind = useCallback(
      (replace: boolean) => setFind((open) => ({ replace, asked: (open?.asked ?? 0) + 1 })),
      [],
    )
    const goFull = useCallback(
      (on: boolean) => {
        setFull(on)
        onReport({ kind: on ? 'entered-full-screen' : 'left-full-screen' })
      },
      [onReport],
    )
    const onKeyDown = useShortcuts({
      editor,
      editable,
      onFind: openFind,
      onLink: () => setLink(true),
      onEscape: full ? () => goFull(false) : null,
    })
    useImperativeHandle(
      ref,
      () => ({
        focus: () => editor?.commands.focus(),
        goTo: (id) => editor && goToHeading(editor, id),
        find: () => openFind(false),
        fullScreen: goFull,
      }),
      [editor, openFind, goFull],
    )

    return (
      // The handler hears shortcuts from the text, the toolbar and the find bar alike.
      <div
        ref={frame}
        className="chapter-editor"
        data-full={full || undefined}
        style={user ? ({ '--own-caret': `var(--caret-${user.colour})` } as CSSProperties) : undefined}
        onKeyDown={onKeyDown}
        role="presentation"
      >
        {editor && (
          <div className="editor-head">
            {editable && (
              <EditorToolbar
                editor={editor}
                isFullScreen={full}
                onLink={() => setLink(true)}
                onFind={() => openFind(true)}
                onFullScreen={() => goFull(!full)}
              />
            )}
            {find && (
              <FindBar
                editor={editor}
                editable={editable}
                withReplace={find.replace}
                asked={find.asked}
                onClose={() => setFind(null)}
                onReport={onReport}
              />
            )}
          </div>
        )}
        <EditorContent editor={editor} className="editor-page" />
        {editor && editable && <SlashMenu editor={editor} store={slash} />}
        {editor && <LinkPanel editor={editor} isOpen={link} onClose={() => setLink(false)} />}
        <Addressees id={addresseesListId} />
      </div>
    )
  },
)

const ADDRESSEES = ['securityCouncil', 'secretariat', 'contributors', 'regional', 'host', 'donors'] as const

/** The bodies most recommendations go to, offered while typing the addressee. */
function Addressees({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  return (
    <datalist id={id}>
      {ADDRESSEES.map((name) => (
        <option key={name}>{t(`addressee.${name}`)}</option>
      ))}
    </datalist>
  )
}
