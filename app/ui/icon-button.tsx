import { forwardRef, type ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Tooltip, type TooltipProps } from './tooltip.tsx'

export type IconButtonProps = Omit<
  AriaButtonProps,
  'className' | 'children' | 'aria-label' | 'isDisabled' | 'isPending'
> & {
  /** Its name, read aloud and shown as a tooltip. */
  label: string
  icon: ReactNode
  /** Shown in the tooltip after the name, such as `Ctrl+B`. */
  keys?: string
  placement?: TooltipProps['placement']
  disabled?: boolean
  className?: string
}

/** A button of one icon, named. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, icon, keys, placement, disabled, className, ...rest },
  ref,
) {
  return (
    <Tooltip text={keys ? `${label} (${keys})` : label} placement={placement}>
      <AriaButton
        {...rest}
        ref={ref}
        aria-label={label}
        isDisabled={disabled}
        className={classNames(
          'inline-flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-md text-ink-soft transition-colors',
          'hover:bg-wash hover:text-ink pressed:bg-line disabled:cursor-not-allowed disabled:opacity-50',
          '[&_svg]:size-5',
          className,
        )}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
})
