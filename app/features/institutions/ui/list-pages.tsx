import { useTranslation } from 'react-i18next'
import { LinkButton } from '#app/ui/index.ts'

type ListPagesProps = {
  /** What the address asks for; empty texts are left out of it. */
  query: Record<string, string | number> & { page: number }
  more: boolean
}

/** The way to the next page of a list and back; nothing where there is one page only. */
export function ListPages({ query, more }: ListPagesProps) {
  const { t } = useTranslation('public')
  const { page } = query
  if (page === 1 && !more) return null
  const at = (number: number) => {
    const asked = Object.entries({ ...query, page: number > 1 ? number : '' })
    return `?${new URLSearchParams(asked.filter(([, value]) => value !== '').map(([key, value]) => [key, String(value)]))}`
  }
  return (
    <nav aria-label={t('members.pages')} className="flex flex-wrap items-center gap-4">
      {page > 1 && (
        <LinkButton to={at(page - 1)} rel="prev">
          {t('members.before')}
        </LinkButton>
      )}
      <span className="text-sm text-ink-soft tabular-nums">{t('members.page', { page })}</span>
      {more && (
        <LinkButton to={at(page + 1)} rel="next">
          {t('members.next')}
        </LinkButton>
      )}
    </nav>
  )
}
