import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { Banner, Button, KeptWords, LinkButton, Page, PageHeader } from '#app/ui/index.ts'
import { useLostChapter } from './use-lost-chapter.ts'

type Fault = 'notFound' | 'forbidden' | 'closed' | 'unreadable' | 'tooMuch' | 'tooMany' | 'away' | 'fault'

type ErrorPageProps = { requestId: string | undefined; personId: string | undefined }

/** What a person reads when a page cannot be shown: what happened, what was kept, what to do. */
export function ErrorPage({ requestId, personId }: ErrorPageProps) {
  const { t } = useTranslation('shell')
  const error = useRouteError()
  const { pathname, search } = useLocation()
  const fault = faultOf(error)
  const { words, discard } = useLostChapter(
    personId,
    pathname,
    isRouteErrorResponse(error) && [403, 404].includes(error.status),
  )
  const again = fault === 'away' || fault === 'fault' || fault === 'tooMany'
  return (
    <Page width="measure">
      <PageHeader
        title={t(`errors.${fault}.title`)}
        lead={t(`errors.${fault}.text`, { requestId: requestId ?? '–' })}
      />
      {words.length > 0 && (
        <Banner tone="warn" title={t('unsent.title')}>
          <p>{t('unsent.text')}</p>
          <KeptWords words={words} name={t('unsent.file')} />
          <p className="mt-3">
            <Button onPress={() => void discard()}>{t('unsent.discard')}</Button>
          </p>
        </Banner>
      )}
      <p className="flex flex-wrap gap-3">
        {again && (
          <LinkButton to={pathname + search} reloadDocument variant="primary">
            {t('errors.again')}
          </LinkButton>
        )}
        <LinkButton to={paths.home()}>{t('errors.home')}</LinkButton>
      </p>
    </Page>
  )
}

/** The title of the tab when a page cannot be shown. */
export function errorTitle(error: unknown): string {
  return tabTitle(wordsOf('shell')(`errors.${faultOf(error)}.title`))
}

function faultOf(error: unknown): Fault {
  if (!isRouteErrorResponse(error)) return 'fault'
  switch (error.status) {
    case 403:
      return error.statusText === 'not-a-member' ? 'forbidden' : 'closed'
    case 400:
      return error.statusText === 'unreadable-form' ? 'unreadable' : 'notFound'
    case 404:
    case 405:
      return 'notFound'
    case 413:
      return 'tooMuch'
    case 415:
      return 'unreadable'
    case 429:
      return 'tooMany'
    case 503:
      return 'away'
    default:
      return 'fault'
  }
}
