import { classNames } from './class-names.ts'

/** Room kept for text that is on its way. The container says `aria-busy`. */
export function Skeleton({ lines = 1, className }: { lines?: number; className?: string }) {
  return (
    <span aria-hidden="true" className={classNames('flex animate-breathe flex-col gap-2.5', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={classNames(
            'h-3.5 rounded-sm bg-line',
            line > 0 && line === lines - 1 ? 'w-3/5' : 'w-full',
          )}
        />
      ))}
    </span>
  )
}
