import { useTranslation } from 'react-i18next'
import { daysUntil } from '../rules.ts'
import type { Deadlines } from '../shapes.ts'
import { useDaysInWords } from './status.tsx'
import { dayInWords } from './zone.ts'

type Point = { key: 'created' | 'drafts' | 'review' | 'launch'; day: string }

/** The way of a compendium through time: a strip to look at, and the same in words below it. */
export function DeadlineStrip({
  from,
  deadlines,
  today,
}: {
  from: string
  deadlines: Deadlines
  today: string
}) {
  const { t } = useTranslation('compendia')
  const inWords = useDaysInWords()
  const due = [
    { key: 'drafts', day: deadlines.draftsDueOn },
    { key: 'review', day: deadlines.reviewDueOn },
    { key: 'launch', day: deadlines.launchOn },
  ].filter((point): point is Point => point.day !== null)
  if (due.length === 0) return <p className="text-sm text-ink-soft">{t('page.noDeadlines')}</p>

  const days = [from, today, ...due.map(({ day }) => day)].toSorted()
  const first = days[0]!
  const span = Math.max(1, daysUntil(days.at(-1)!, first))
  const at = (day: string) => 1 + (98 * daysUntil(day, first)) / span
  return (
    <figure className="flex flex-col gap-3" aria-label={t('page.deadlines')}>
      <svg
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        className="h-4 w-full rtl:-scale-x-100"
        aria-hidden="true"
      >
        <line
          x1="1"
          x2="99"
          y1="2"
          y2="2"
          stroke="var(--line)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
        <line
          x1="1"
          x2={at(today)}
          y1="2"
          y2="2"
          stroke="var(--accent)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
        {due.map(({ key, day }) => (
          <line
            key={key}
            x1={at(day)}
            x2={at(day)}
            y1="0.4"
            y2="3.6"
            stroke={day < today ? 'var(--accent)' : 'var(--edge)'}
            strokeWidth="3"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <figcaption>
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
          {due.map(({ key, day }) => (
            <div key={key} className="flex flex-col">
              <dt className="text-ink-soft">{t(`deadline.${key}`)}</dt>
              <dd>
                <time dateTime={day}>{dayInWords(day)}</time>
                <span className="block text-ink-soft">{inWords(daysUntil(day, today))}</span>
              </dd>
            </div>
          ))}
        </dl>
      </figcaption>
    </figure>
  )
}
