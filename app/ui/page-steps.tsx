import { useTranslation } from 'react-i18next'
import { LinkButton } from './link-button.tsx'

export type PageStepsProps = {
  page: number
  /** Whether there is a page after this one. */
  more: boolean
  /** The address of a page of the same list. */
  at: (page: number) => string
  /** What the list is called, where "Pages" does not say it. */
  label?: string
}

/** The way to the next page of a list and back; nothing where there is one page only. */
export function PageSteps({ page, more, at, label }: PageStepsProps) {
  const { t } = useTranslation('ui')
  if (page === 1 && !more) return null
  return (
    <nav aria-label={label ?? t('pages.label')} className="flex flex-wrap items-center gap-4">
      {page > 1 && (
        <LinkButton to={at(page - 1)} rel="prev">
          {t('pages.before')}
        </LinkButton>
      )}
      <span className="text-sm text-ink-soft tabular-nums">{t('pages.page', { page })}</span>
      {more && (
        <LinkButton to={at(page + 1)} rel="next">
          {t('pages.next')}
        </LinkButton>
      )}
    </nav>
  )
}
