import { useTranslation } from 'react-i18next'
import { exactWords, Section } from '#app/ui/index.ts'
import type { ReviewCase } from '../review-shapes.ts'
import { CaseState } from './case-state.tsx'

/** The letters of a case, to be read, and its states in order. */
export function CaseHistory({ stands: { letters, trail } }: { stands: ReviewCase }) {
  const { t, i18n } = useTranslation('reviewing')
  const exact = (at: string) => exactWords(new Date(at).getTime(), 'UTC', i18n.language)
  return (
    <>
      <Section title={t('letters.title')}>
        {letters.length === 0 && <p className="text-ink-soft">{t('letters.none')}</p>}
        <ol className="flex flex-col border-t border-line empty:hidden">
          {letters.map((letter) => (
            <li key={letter.at + letter.kind} className="border-b border-line py-2.5">
              <Letter letter={letter} exact={exact} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('trail.title')}>
        <ol className="flex flex-col gap-2">
          {trail.map(({ at, state, by, author }) => (
            <li key={at + state} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <CaseState state={state} />
              <span dir="auto">
                {by === 'visitor'
                  ? t('trail.applicant')
                  : by === 'portal'
                    ? t('trail.portal')
                    : (author ?? t('somebody'))}
              </span>
              <time dateTime={at} className="text-ink-soft">
                {exact(at)}
              </time>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

function Letter({
  letter: { subject, to, sentAt, at, failed, text },
  exact,
}: {
  letter: ReviewCase['letters'][number]
  exact: (at: string) => string
}) {
  const { t } = useTranslation('reviewing')
  const fate = failed ? 'letters.failed' : sentAt ? 'letters.sent' : 'letters.waiting'
  return (
    <details>
      <summary className="cursor-pointer">
        <span dir="auto" className="font-medium">
          {subject ?? t('letters.unnamed')}
        </span>{' '}
        <span className="text-sm text-ink-soft">
          {t('letters.to', { email: to })} · {t(fate)} · {exact(sentAt ?? at)}
        </span>
      </summary>
      <p dir="auto" className="max-w-measure pt-3 text-sm wrap-anywhere whitespace-pre-line">
        {text || t('letters.noWords')}
      </p>
    </details>
  )
}
