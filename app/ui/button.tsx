import { forwardRef, type ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-look.ts'
import { Spinner } from './spinner.tsx'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'isPending' | 'isDisabled'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Stands before the words; decorative. */
  icon?: ReactNode
  /** The work is under way: the button keeps its focus and takes no second press. */
  pending?: boolean
  disabled?: boolean
  className?: string
  children: ReactNode
}

/** A button that says what it does. `primary` once per page, `quiet` for the rest, `danger` for what is lost. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'quiet', size = 'normal', icon, pending = false, disabled, className, children, ...rest },
  ref,
) {
  return (
    <AriaButton
      {...rest}
      ref={ref}
      isPending={pending}
      isDisabled={disabled}
      className={buttonLook(variant, size, className)}
      render={pending ? (props) => <button {...props} aria-busy="true" /> : undefined}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </AriaButton>
  )
})
