import { Link, type LinkProps } from '@remix-run/react'
import { forwardRef, type ReactNode } from 'react'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-look.ts'

export type LinkButtonProps = Omit<LinkProps, 'className'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  className?: string
}

/** A link that looks like a button: it goes somewhere, it does nothing else. */
export const LinkButton = forwardRef<HTMLAnchorElement, LinkButtonProps>(function LinkButton(
  { variant = 'quiet', size = 'normal', icon, className, children, ...rest },
  ref,
) {
  return (
    <Link {...rest} ref={ref} className={buttonLook(variant, size, className)}>
      {icon}
      {children}
    </Link>
  )
})
