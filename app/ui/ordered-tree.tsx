import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OrderedRow } from './ordered-row.tsx'
import { applyMove, dropMove, find, stepMove, type Move, type Ordered, type Step } from './order.ts'
import { useRowDrag } from './use-row-drag.ts'

export type OrderedTreeProps<T extends Ordered<T>> = {
  items: readonly T[]
  /** The name of the tree for screen readers. */
  label: string
  /** The name of a thing, used in labels and announcements. */
  nameOf: (item: T) => string
  /** What stands in a row; `number` is its place, as in `2.1`. */
  renderRow: (item: T, at: { depth: number; number: string }) => ReactNode
  /** Without it the tree can be read, not moved. The tree shows the move at once; new `items` have the last word. */
  onMove?: (move: Move) => void
  /** How many levels may stand in one another. */
  levels?: number
}

/**
 * A tree whose rows can be put in another order and into one another: by dragging the handle, by the arrow keys on
 * it, or by the four buttons that it opens. Read without scripts it is a nested list.
 */
export function OrderedTree<T extends Ordered<T>>(props: OrderedTreeProps<T>) {
  const { items, label, nameOf, renderRow, onMove, levels } = props
  const { t } = useTranslation('ui')
  const helpId = useId()
  const root = useRef<HTMLDivElement>(null)
  const [news, setNews] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const [shown, setShown] = useState({ from: items, tree: items })
  const refocus = useRef<{ id: string; part: string } | null>(null)
  // What the server says replaces what was shown ahead of it.
  if (shown.from !== items) setShown({ from: items, tree: items })
  const tree = shown.from === items ? shown.tree : items

  useEffect(() => {
    const wanted = refocus.current
    if (!wanted) return
    refocus.current = null
    const part = (name: string) =>
      root.current?.querySelector<HTMLButtonElement>(`[data-part="${CSS.escape(`${wanted.id} ${name}`)}"]`)
    const exact = part(wanted.part)
    const next = exact && !exact.disabled ? exact : part('handle')
    next?.focus()
  })

  const carryOut = (move: Move) => {
    const next = applyMove(tree, move)
    setShown({ from: items, tree: next })
    setNews(describe(next, move))
    onMove?.(move)
  }

  const describe = (after: readonly T[], { id }: Move) => {
    const place = find(after, id)
    if (!place) return ''
    const name = nameOf(place.item)
    const before = place.siblings[place.index - 1]
    const next = place.siblings[place.index + 1]
    if (before) return t('tree.movedAfter', { name, other: nameOf(before) })
    if (next) return t('tree.movedBefore', { name, other: nameOf(next) })
    return place.parent
      ? t('tree.movedInto', { name, other: nameOf(place.parent) })
      : t('tree.movedFirst', { name })
  }

  const step = (item: T, way: Step, part: string) => {
    const move = stepMove(tree, item.id, way, levels)
    if (!move) return setNews(t('tree.stays', { name: nameOf(item) }))
    refocus.current = { id: item.id, part }
    carryOut(move)
  }

  const drag = useRowDrag({
    allows: (id, { id: onto, spot }) => dropMove(tree, id, onto, spot, levels) !== null,
    onStart: (id) => {
      const item = find(tree, id)?.item
      if (item) setNews(t('tree.dragging', { name: nameOf(item) }))
    },
    onDrop: (id, { id: onto, spot }) => {
      const move = dropMove(tree, id, onto, spot, levels)
      if (move) carryOut(move)
    },
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, item: T) => {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') return setOpen(null)
    const backwards = getComputedStyle(event.currentTarget).direction === 'rtl'
    const steps: Record<string, Step> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowRight: backwards ? 'out' : 'in',
      ArrowLeft: backwards ? 'in' : 'out',
    }
    const way = steps[event.key]
    if (!way) return
    event.preventDefault()
    step(item, way, 'handle')
  }

  const list = (siblings: readonly T[], depth: number, prefix: string) => (
    <ol aria-label={depth === 0 ? label : undefined} className={depth > 0 ? 'ms-5 sm:ms-8' : undefined}>
      {siblings.map((item, index) => {
        const number = `${prefix}${index + 1}`
        const name = nameOf(item)
        return (
          <li key={item.id}>
            <OrderedRow
              id={item.id}
              name={name}
              helpId={helpId}
              movable={Boolean(onMove)}
              dragged={drag.dragging === item.id}
              drop={drag.target?.id === item.id ? drag.target.spot : undefined}
              open={open === item.id}
              handle={{
                ...drag.handle(item.id),
                onClick: () => !drag.wasDrag() && setOpen(open === item.id ? null : item.id),
                onKeyDown: (event) => onKeyDown(event, item),
              }}
              can={(way) => stepMove(tree, item.id, way, levels) !== null}
              onStep={(way) => step(item, way, way)}
            >
              {renderRow(item, { depth, number })}
            </OrderedRow>
            {item.children.length > 0 && list(item.children, depth + 1, `${number}.`)}
          </li>
        )
      })}
    </ol>
  )

  return (
    <div ref={root} className={drag.dragging ? 'cursor-grabbing select-none' : undefined}>
      {list(tree, 0, '')}
      {onMove && (
        <>
          <p id={helpId} hidden>
            {t('tree.help')}
          </p>
          <output className="sr-only">{news}</output>
        </>
      )}
    </div>
  )
}
