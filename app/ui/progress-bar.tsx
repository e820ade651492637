import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import { classNames } from './class-names.ts'

export type ProgressBarProps = {
  /** What is under way: "Loading the compendium". */
  label: string
  /** 0 to 100; without it the end is unknown. */
  value?: number
  showLabel?: boolean
  /** Shown at once; otherwise only when the work takes longer than a second. */
  atOnce?: boolean
  /** A thin line on the upper edge of the window, for the way from page to page. */
  onTop?: boolean
}

/** Progress of work that takes longer than a second. */
export function ProgressBar({ label, value, showLabel, atOnce, onTop }: ProgressBarProps) {
  const unknown = value === undefined
  return (
    <AriaProgressBar
      value={value}
      isIndeterminate={unknown}
      aria-label={label}
      className={classNames(
        'flex flex-col gap-1.5 text-sm',
        !atOnce && 'animate-late',
        onTop && 'fixed inset-x-0 top-0 z-50 print:hidden',
      )}
    >
      {({ percentage, valueText }) => (
        <>
          {showLabel && (
            <span className="flex justify-between gap-4">
              <span>{label}</span>
              {!unknown && <span className="text-ink-soft tabular-nums">{valueText}</span>}
            </span>
          )}
          <span className={classNames('relative h-1 overflow-hidden', onTop ? '' : 'rounded-sm bg-line')}>
            <span
              className={classNames(
                'absolute inset-y-0 bg-accent',
                unknown ? 'w-2/5 animate-sweep' : 'start-0 transition-[width]',
              )}
              style={unknown ? undefined : { width: `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
