import { useEffect } from 'react'

/** Calls back on Ctrl/Cmd-K, anywhere, and on `?` while nobody types. */
export function useKeys({ onPalette, onHelp }: { onPalette: (() => void) | undefined; onHelp: () => void }) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // In a text the editor has the first word: Ctrl-K makes a link there.
      if (event.defaultPrevented || event.isComposing) return
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        if (!onPalette) return
        event.preventDefault()
        onPalette()
      } else if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
        event.preventDefault()
        onHelp()
      }
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onPalette, onHelp])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('input, textarea, select') ||
    target.closest('[role=dialog]') !== null
  )
}
