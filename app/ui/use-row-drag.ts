import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { DropSpot } from './order.ts'

export type DropTarget = { id: string; spot: DropSpot }

type Options = {
  /** Whether the row may go there. */
  allows: (id: string, target: DropTarget) => boolean
  onStart: (id: string) => void
  onDrop: (id: string, target: DropTarget) => void
}

const slack = 5
const edge = 72

/** Dragging rows by their handle with mouse, pen or finger. Esc leaves everything as it was. */
export function useRowDrag({ allows, onStart, onDrop }: Options) {
  const press = useRef<{ id: string; x: number; y: number } | null>(null)
  const dragged = useRef(false)
  const [dragging, setDragging] = useState<string | null>(null)
  const [target, setTarget] = useState<DropTarget | null>(null)

  const stop = () => {
    press.current = null
    setDragging(null)
    setTarget(null)
  }

  useEffect(() => {
    if (!dragging) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      press.current = null
      setDragging(null)
      setTarget(null)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [dragging])

  const handle = (id: string) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      dragged.current = false
      if (event.button !== 0) return
      press.current = { id, x: event.clientX, y: event.clientY }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = press.current
      if (!start) return
      if (!dragging) {
        if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < slack) return
        dragged.current = true
        setDragging(id)
        onStart(id)
      }
      if (event.clientY < edge) window.scrollBy(0, -16)
      if (event.clientY > window.innerHeight - edge) window.scrollBy(0, 16)
      const found = targetAt(event.clientX, event.clientY)
      setTarget(found && allows(id, found) ? found : null)
    },
    onPointerUp() {
      if (dragging && target) onDrop(dragging, target)
      stop()
    },
    onPointerCancel: stop,
  })

  /** Whether the press that just ended was a drag: then it is not a click. */
  const wasDrag = () => dragged.current
  return { dragging, target, handle, wasDrag }
}

function targetAt(x: number, y: number): DropTarget | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-tree-row]')
  const id = row?.dataset.treeRow
  if (!row || !id) return null
  const { top, height } = row.getBoundingClientRect()
  const part = (y - top) / height
  return { id, spot: part < 0.3 ? 'before' : part > 0.7 ? 'after' : 'inside' }
}
