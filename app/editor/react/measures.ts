import type { Editor } from '@tiptap/core'
import { useEffect } from 'react'
import type { OutlineEntry } from '../render/outline.ts'
import { headingAt, placedHeadings, wordCounter } from './measure.ts'

const SETTLE_MS = 250

type OnOutline = (entries: readonly OutlineEntry[], current: string | null) => void

/** Reports outline and words, a moment after the text or the caret has moved. The callbacks must be stable. */
export function useMeasures(
  editor: Editor | null,
  language: string,
  onOutline: OnOutline,
  onWords: (words: number) => void,
): void {
  useEffect(() => {
    if (!editor) return
    const words = wordCounter(language)
    let timer: ReturnType<typeof setTimeout> | undefined
    let told = ''
    let toldWords = -1
    const measure = () => {
      timer = undefined
      if (editor.isDestroyed) return
      const headings = placedHeadings(editor.state.doc)
      const current = headingAt(headings, editor.state.selection.head)
      const entries = headings.map(({ id, level, text }) => ({ id, level, text }))
      const outline = JSON.stringify([entries, current])
      if (outline !== told) onOutline(entries, current)
      told = outline
      const count = words(editor.state.doc)
      if (count !== toldWords) onWords(count)
      toldWords = count
    }
    // Neither waits for a pause that may never come while fifty people write.
    const later = () => {
      timer ??= setTimeout(measure, SETTLE_MS)
    }
    measure()
    editor.on('update', later)
    editor.on('selectionUpdate', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
      editor.off('selectionUpdate', later)
    }
  }, [editor, language, onOutline, onWords])
}

/** Puts the caret at the end of a heading and the heading at the top of the view. */
export function goToHeading(editor: Editor, id: string): void {
  const heading = placedHeadings(editor.state.doc).find((candidate) => candidate.id === id)
  if (!heading) return
  const node = editor.state.doc.nodeAt(heading.pos)
  editor.commands.setTextSelection(heading.pos + (node?.nodeSize ?? 2) - 1)
  editor.view.focus()
  const element = editor.view.nodeDOM(heading.pos)
  if (!(element instanceof HTMLElement)) return
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
}
