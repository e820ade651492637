import type { ReactElement, ReactNode } from 'react'
import {
  Dialog,
  DialogTrigger,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'

/** The ground of everything that floats: menus, popovers. */
export const floating =
  'animate-rise rounded-lg border border-line bg-raised text-ink shadow-lifted outline-none'

export type PopoverProps = {
  /** The button that opens it: a Button or an IconButton. */
  trigger: ReactElement
  /** Its name for screen readers. */
  label: string
  placement?: AriaPopoverProps['placement']
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel beside its button; Esc and a press outside close it and give the focus back. */
export function Popover({ trigger, label, placement = 'bottom end', className, children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover placement={placement} offset={6} className={classNames(floating, className)}>
        <Dialog aria-label={label} className="max-w-[90vw] p-4 outline-none">
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
