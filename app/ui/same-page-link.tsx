import type { MouseEvent, ReactNode } from 'react'

/**
 * Leads to a place on this page and puts the focus there. The router would take the step for another page and drop what
 * the last form was told; without scripts the browser goes there by itself.
 */
export function SamePageLink(props: { to: string; className?: string; children: ReactNode }) {
  const { to, className, children } = props
  return (
    <a href={`#${to}`} className={className} onClick={(event) => goTo(to, event)}>
      {children}
    </a>
  )
}

function goTo(id: string, event: MouseEvent) {
  const place = document.getElementById(id)
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  place.focus()
  if (document.activeElement === place) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView()
}
