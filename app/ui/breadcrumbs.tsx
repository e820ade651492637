import { Link } from '@remix-run/react'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export type Crumb = { label: string; href?: string }

/** The way from the top to this page; the last one is this page. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const { t } = useTranslation('ui')
  return (
    <nav aria-label={t('frame.breadcrumbs')}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-soft">
        {items.map(({ label, href }, place) => (
          <li key={`${place} ${label}`} className="flex items-center gap-1.5">
            {place > 0 && <ChevronRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />}
            {href ? (
              <Link to={href} className="underline-offset-4 hover:text-ink hover:underline">
                {label}
              </Link>
            ) : (
              <span aria-current="page">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
