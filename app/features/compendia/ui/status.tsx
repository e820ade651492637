import { useTranslation } from 'react-i18next'
import { classNames, StatusWord, type StatusTone } from '#app/ui/index.ts'
import { dayInWords } from './zone.ts'
import { daysUntil } from '../rules.ts'
import type { Author, Status } from '../shapes.ts'

const tones: Record<Status, StatusTone> = {
  outline: 'outline',
  drafting: 'draft',
  'in review': 'review',
  final: 'final',
}

/** The status of a chapter. */
export function ChapterStatus({ status }: { status: Status }) {
  const { t } = useTranslation('compendia')
  return (
    <StatusWord status={tones[status]} className="whitespace-nowrap">
      {t(`status.${status}`)}
    </StatusWord>
  )
}

/** How far away a day is, in words: "in 3 days", "2 days ago". */
export function useDaysInWords(): (days: number) => string {
  const { t } = useTranslation('compendia')
  return (days) => {
    if (days === 0) return t('due.today')
    if (days === 1) return t('due.tomorrow')
    if (days === -1) return t('due.yesterday')
    return days > 0 ? t('due.in', { count: days }) : t('due.ago', { count: -days })
  }
}

/** A day that something is due: how far away, marked when it has passed and the thing is still open. */
export function DueDay({ day, today, open = true }: { day: string; today: string; open?: boolean }) {
  const { t } = useTranslation('compendia')
  const inWords = useDaysInWords()
  const days = daysUntil(day, today)
  const overdue = open && days < 0
  return (
    <time
      dateTime={day}
      title={dayInWords(day)}
      className={classNames('whitespace-nowrap', overdue && 'font-medium text-danger')}
    >
      {inWords(days)}
      {overdue && `, ${t('due.overdue')}`}
    </time>
  )
}

/** Institutions in a line, by acronym where they have one; the full name on hover and for screen readers. */
export function InstitutionNames({
  institutions,
}: {
  institutions: readonly Pick<Author, 'id' | 'name' | 'acronym'>[]
}) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {institutions.map(({ id, name, acronym }) => (
        <li key={id}>
          {acronym ? (
            <abbr title={name} className="no-underline">
              {acronym}
            </abbr>
          ) : (
            name
          )}
        </li>
      ))}
    </ul>
  )
}
