import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { LinkButton } from '#app/ui/index.ts'
import type { QueueQuery } from '../review-schema.ts'

const perPage = 25

/** The address of the queue with these filters; what is usual is left out. */
export function queueAddress({ state, assigned, q, sort, page }: QueueQuery): string {
  const said = new URLSearchParams()
  if (state !== 'open') said.set('state', state)
  if (assigned) said.set('assigned', assigned)
  if (q) said.set('q', q)
  if (sort !== 'due') said.set('sort', sort)
  if (page > 1) said.set('page', String(page))
  return paths.manageApplications() + (said.size > 0 ? `?${said}` : '')
}

/** One page of the queue back or on. */
export function QueuePages({ total, query }: { total: number; query: QueueQuery }) {
  const { t } = useTranslation('reviewing')
  const { page } = query
  // Counting stops at a thousand; further pages are there until one comes out short.
  const more = page * perPage < total || (total >= 1000 && page < 400)
  if (page === 1 && !more) return null
  return (
    <nav aria-label={t('queue.pages')} className="flex flex-wrap items-center gap-4">
      {page > 1 && (
        <LinkButton to={queueAddress({ ...query, page: page - 1 })} rel="prev">
          {t('queue.previous')}
        </LinkButton>
      )}
      <span className="text-sm text-ink-soft tabular-nums">{t('queue.page', { page })}</span>
      {more && (
        <LinkButton to={queueAddress({ ...query, page: page + 1 })} rel="next">
          {t('queue.next')}
        </LinkButton>
      )}
    </nav>
  )
}
