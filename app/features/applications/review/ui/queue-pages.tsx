import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { PageSteps } from '#app/ui/index.ts'
import type { QueueQuery } from '../schema.ts'

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
  const { t } = useTranslation('review')
  const { page } = query
  // Counting stops at a thousand; further pages are there until one comes out short.
  const more = page * perPage < total || (total >= 1000 && page < 400)
  return (
    <PageSteps
      page={page}
      more={more}
      at={(number) => queueAddress({ ...query, page: number })}
      label={t('queue.pages')}
    />
  )
}
