import { CircleAlert, PauseCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dayWords } from '#app/platform/text.ts'
import { deadlineOf } from '../rules.ts'
import type { State } from '../../shapes.ts'

type DeadlineWordsProps = { of: { state: State; dueAt: string | null }; now: string }

/** By when a decision is due: in words, and said to be overdue with a sign as well. */
export function DeadlineWords({ of, now }: DeadlineWordsProps) {
  const { t, i18n } = useTranslation('review')
  const deadline = deadlineOf(of, now)
  if (deadline.kind === 'closed') return null
  const words =
    'days' in deadline
      ? t(`deadline.${deadline.kind}`, { count: deadline.days })
      : t(`deadline.${deadline.kind}`)
  const late = deadline.kind.startsWith('overdue')
  const title = of.dueAt ? dayWords(of.dueAt, i18n.language) : undefined
  return (
    <span
      title={title}
      className={
        late ? 'inline-flex items-center gap-1.5 font-medium text-danger' : 'inline-flex items-center gap-1.5'
      }
    >
      {late && <CircleAlert aria-hidden="true" className="size-4 shrink-0" />}
      {deadline.kind === 'paused' && (
        <PauseCircle aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
      )}
      {words}
    </span>
  )
}
