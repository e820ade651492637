import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Banner } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'

/** Members and other applications that may be the same institution. */
export function CaseDuplicates({ duplicates }: Pick<ReviewCase, 'duplicates'>) {
  const { t, i18n } = useTranslation('review')
  if (duplicates.length === 0) return null
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (
    <Banner tone="warn" title={t('duplicates.title')}>
      <p>{t('duplicates.text')}</p>
      <ul className="flex flex-col gap-1 pt-2">
        {duplicates.map(({ what, at, name, reasons }) => (
          <li key={what + at}>
            <Link
              to={what === 'institution' ? paths.institution(at) : paths.manageApplication(Number(at))}
              dir="auto"
              className="link"
            >
              {name}
            </Link>{' '}
            <span className="text-sm">
              (
              {what === 'institution'
                ? t('duplicates.institution')
                : t('duplicates.application', { number: at })}
              {'; '}
              {t('duplicates.same', {
                reasons: list.format(reasons.map((each) => t(`duplicates.reasons.${each}`))),
              })}
              )
            </span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
