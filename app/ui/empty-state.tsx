import type { ReactNode } from 'react'

export type EmptyStateProps = {
  /** What there is not, as a sentence: "No applications wait for you." */
  title: ReactNode
  /** What was last, or what comes next. */
  children?: ReactNode
  action?: ReactNode
}

/** A place with nothing in it yet, and what can be done about that. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 border-y border-line py-8">
      <p className="font-serif text-lg">{title}</p>
      {children && <div className="max-w-measure text-ink-soft">{children}</div>}
      {action}
    </div>
  )
}
