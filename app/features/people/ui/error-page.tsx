import { isRouteErrorResponse, Link, useLocation, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

type Fault = 'notFound' | 'forbidden' | 'closed' | 'foreign' | 'tooMany' | 'away' | 'fault'

/** What a person reads when a page cannot be shown: what happened, what was kept, what to do. */
export function ErrorPage({ requestId }: { requestId: string | undefined }) {
  const { t } = useTranslation('shell')
  const error = useRouteError()
  const { pathname, search } = useLocation()
  const fault = faultOf(error)
  return (
    <section className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16">
      <p className="text-sm tracking-wide text-ink-soft tabular-nums">{statusOf(error)}</p>
      <h1 className="font-serif text-3xl text-balance">{t(`errors.${fault}.title`)}</h1>
      <p className="text-lg">{t(`errors.${fault}.text`, { requestId: requestId ?? '–' })}</p>
      <p className="mt-4 flex flex-wrap gap-6">
        {(fault === 'away' || fault === 'fault' || fault === 'tooMany') && (
          <a href={pathname + search} className="text-accent underline underline-offset-4">
            {t('errors.again')}
          </a>
        )}
        <Link to="/" className="text-accent underline underline-offset-4">
          {t('errors.home')}
        </Link>
      </p>
    </section>
  )
}

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500
}

function faultOf(error: unknown): Fault {
  if (!isRouteErrorResponse(error)) return 'fault'
  switch (error.status) {
    case 403:
      return error.statusText === 'not-a-member' ? 'forbidden' : 'closed'
    case 400:
    case 404:
    case 405:
      return 'notFound'
    case 429:
      return 'tooMany'
    case 503:
      return 'away'
    default:
      return 'fault'
  }
}
