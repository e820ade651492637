import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'

interface Shortcuts {
  editor: Editor | null
  editable: boolean
  onFind: (replace: boolean) => void
  onLink: () => void
  /** What Esc does when nothing else wants it; null leaves it to the page. */
  onEscape: (() => void) | null
}

/**
 * Shortcuts that open a part of the editor: Ctrl/Cmd-F and -H find and replace, -K a link, Alt-F10 goes to the
 * toolbar. A stable handler for the frame around text, toolbar and find bar.
 */
export function useShortcuts(shortcuts: Shortcuts): (event: KeyboardEvent<HTMLElement>) => void {
  const now = useRef(shortcuts)
  useEffect(() => {
    now.current = shortcuts
  })
  return useCallback((event) => {
    const { editable, onFind, onLink, onEscape } = now.current
    const act = wish(event)
    // ProseMirror claims Esc and may claim Ctrl-K on a Mac; both are meant for us when they get here.
    if (event.defaultPrevented && act !== 'link' && act !== 'escape') return
    if (act === 'find') onFind(false)
    else if (act === 'replace') onFind(true)
    else if (act === 'link' && editable) onLink()
    else if (act === 'toolbar')
      event.currentTarget.querySelector<HTMLElement>('[role="toolbar"] button')?.focus()
    else if (act === 'escape' && onEscape) onEscape()
    else return
    event.preventDefault()
    event.stopPropagation()
  }, [])
}

function wish(event: KeyboardEvent): 'find' | 'replace' | 'link' | 'toolbar' | 'escape' | null {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (event.key === 'F10' && event.altKey && plain) return 'toolbar'
  if (event.altKey) return null
  if (event.key === 'Escape' && plain) return 'escape'
  // On a Mac, Ctrl-F, -H and -K move and delete in every text field, and stay what they are.
  const apple = /Mac|iPhone|iPad/.test(navigator.platform)
  if (event.shiftKey || (apple ? !event.metaKey : !event.ctrlKey)) return null
  if (event.code === 'KeyF' || event.key === 'f') return 'find'
  // Cmd-H hides a Mac application.
  if (event.key === 'h' && !apple) return 'replace'
  return event.key === 'k' ? 'link' : null
}
