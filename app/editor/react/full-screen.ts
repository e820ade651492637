import { useEffect, type RefObject } from 'react'

/** While `active`, the page around the editor is out of reach; what speaks to a screen reader stays. */
export function useAlone(frame: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    if (!active || !frame.current) return
    const silenced: HTMLElement[] = []
    for (
      let inner: HTMLElement = frame.current;
      inner !== document.body && inner.parentElement;
      inner = inner.parentElement
    ) {
      for (const sibling of inner.parentElement.children) {
        if (sibling === inner || !(sibling instanceof HTMLElement) || sibling.inert) continue
        if (sibling.matches('script, style, [aria-live]') || sibling.querySelector('[aria-live]')) continue
        sibling.setAttribute('inert', '')
        silenced.push(sibling)
      }
    }
    const overflow = document.documentElement.style.overflow
    document.documentElement.style.overflow = 'hidden'
    return () => {
      for (const element of silenced) element.removeAttribute('inert')
      document.documentElement.style.overflow = overflow
    }
  }, [active, frame])
}

/** Keeps `--keyboard` on the frame: how many pixels at the bottom the keyboard of a phone covers. */
export function useKeyboardInset(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => {
      const covered = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop)
      frame.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`)
    }
    measure()
    viewport.addEventListener('resize', measure)
    viewport.addEventListener('scroll', measure)
    return () => {
      viewport.removeEventListener('resize', measure)
      viewport.removeEventListener('scroll', measure)
    }
  }, [frame])
}
