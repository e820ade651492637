import { classNames } from './class-names.ts'

export type ButtonVariant = 'primary' | 'quiet' | 'bare' | 'danger'
export type ButtonSize = 'normal' | 'small'

const shared =
  'inline-flex items-center justify-center gap-2 rounded-md border font-medium no-underline select-none ' +
  'transition-colors [&_svg]:size-[1.15em] [&_svg]:shrink-0 cursor-pointer ' +
  'disabled:cursor-not-allowed disabled:border-line disabled:bg-wash disabled:text-ink-soft pending:cursor-progress'

const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-10 px-4 py-1.5 text-base',
  small: 'min-h-8 px-2.5 py-1 text-sm',
}

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong pressed:bg-accent-strong',
  quiet: 'border-edge bg-transparent text-ink hover:border-ink-soft hover:bg-wash pressed:bg-line',
  bare: 'border-transparent bg-transparent text-accent hover:bg-wash hover:text-accent-strong pressed:bg-line',
  danger:
    'border-danger bg-danger text-danger-ink hover:border-danger-strong hover:bg-danger-strong pressed:bg-danger-strong',
}

/** The classes of a button, for a button and for a link that looks like one. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize, more?: string): string {
  return classNames(shared, sizes[size], variants[variant], more)
}
