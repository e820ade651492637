import { useTranslation } from 'react-i18next'
import { RelativeTime } from '#app/ui/index.ts'
import type { OwnApplication } from '../../shapes.ts'

/** What applicant and alliance said to each other, in order. */
export function Conversation({ messages }: Pick<OwnApplication, 'messages'>) {
  const { t } = useTranslation('applications')
  if (messages.length === 0) return <p className="text-ink-soft">{t('own.noMessages')}</p>
  return (
    <ol className="flex flex-col gap-5">
      {messages.map(({ kind, mine, body, at }) => (
        <li key={at + kind} className={mine ? 'ps-6' : 'border-s-2 border-accent ps-4'}>
          <p className="text-sm text-ink-soft">
            <span className="font-medium text-ink">{t(mine ? 'own.you' : 'own.alliance')}</span> ·{' '}
            {t(`own.messageKinds.${kind}`)} · <RelativeTime at={at} />
          </p>
          <p dir="auto" className="max-w-measure pt-1 font-serif text-lg wrap-anywhere whitespace-pre-line">
            {body}
          </p>
        </li>
      ))}
    </ol>
  )
}
