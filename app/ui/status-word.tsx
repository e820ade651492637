import { CircleCheck, CircleDashed, MessageSquareText, OctagonAlert, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'

export type StatusTone = 'outline' | 'draft' | 'review' | 'final' | 'blocked'

const looks = {
  outline: { Icon: CircleDashed, hue: 'text-ink-soft' },
  draft: { Icon: PencilLine, hue: 'text-draft' },
  review: { Icon: MessageSquareText, hue: 'text-review' },
  final: { Icon: CircleCheck, hue: 'text-final' },
  blocked: { Icon: OctagonAlert, hue: 'text-blocked' },
}

export type StatusWordProps = {
  status: StatusTone
  /** Other words than the usual ones: "Submitted", "Accepted". */
  children?: ReactNode
  className?: string
}

/** How far a thing is: a sign, a word and a hue, never the hue alone. */
export function StatusWord({ status, children, className }: StatusWordProps) {
  const { t } = useTranslation('ui')
  const { Icon, hue } = looks[status]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 text-sm font-medium', hue, className)}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {children ?? t(`status.${status}`)}
    </span>
  )
}
