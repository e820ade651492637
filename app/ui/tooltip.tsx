import type { ReactElement, ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

export type TooltipProps = {
  text: ReactNode
  /** A RAC Button or another focusable of react-aria-components. */
  children: ReactElement
  placement?: 'top' | 'bottom' | 'start' | 'end'
}

/** A short word on a control, on hover and on focus; never the only place where something is said. */
export function Tooltip({ text, children, placement = 'top' }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="max-w-64 animate-rise rounded-md bg-ink px-2 py-1 text-xs text-paper"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
