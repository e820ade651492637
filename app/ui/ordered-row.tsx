import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, GripVertical } from 'lucide-react'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import type { DropSpot, Step } from './order.ts'

const steps = [
  { way: 'up', Icon: ArrowUp },
  { way: 'down', Icon: ArrowDown },
  { way: 'in', Icon: ArrowRight },
  { way: 'out', Icon: ArrowLeft },
] as const

const drops: Record<DropSpot, string> = {
  before: 'before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent',
  after: 'after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-accent',
  inside: 'bg-accent-wash outline-2 -outline-offset-2 outline-accent',
}

type OrderedRowProps = {
  id: string
  name: string
  helpId: string
  movable: boolean
  dragged: boolean
  drop?: DropSpot
  open: boolean
  handle: ComponentPropsWithoutRef<'button'>
  can: (way: Step) => boolean
  onStep: (way: Step) => void
  children: ReactNode
}

/** One row of an ordered tree: handle, content, and the four moves when they are asked for. */
export function OrderedRow(props: OrderedRowProps) {
  const { id, name, helpId, movable, dragged, drop, open, handle, can, onStep, children } = props
  const { t } = useTranslation('ui')
  return (
    <div
      data-tree-row={id}
      className={classNames(
        'group/row relative border-b border-line',
        dragged && 'opacity-50',
        drop && drops[drop],
      )}
    >
      <div className="flex items-start gap-1">
        {movable && (
          <button
            type="button"
            {...handle}
            data-part={`${id} handle`}
            data-screen-only=""
            aria-label={t('tree.handle', { name })}
            aria-describedby={helpId}
            aria-expanded={open}
            className="-ms-2 mt-1.5 flex size-9 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-edge group-hover/row:text-ink-soft hover:bg-wash focus-visible:text-ink-soft active:cursor-grabbing"
          >
            <GripVertical aria-hidden="true" className="size-4.5" />
          </button>
        )}
        <div className="min-w-0 grow">{children}</div>
      </div>
      {open && (
        <fieldset aria-label={t('tree.toolbar', { name })} className="flex flex-wrap gap-1 ps-8 pb-2">
          {steps.map(({ way, Icon }) => (
            <button
              key={way}
              type="button"
              data-part={`${id} ${way}`}
              disabled={!can(way)}
              onClick={() => onStep(way)}
              className="flex min-h-9 items-center gap-1.5 rounded-md border border-edge px-2.5 text-sm hover:bg-wash disabled:cursor-not-allowed disabled:border-line disabled:text-ink-soft disabled:opacity-60"
            >
              <Icon aria-hidden="true" className="size-4 rtl:-scale-x-100" />
              {t(`tree.${way}`)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
