import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import type { LeftOut } from '#app/platform/rows.ts'
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Page,
  PageHeader,
  RelativeTime,
  Section,
} from '#app/ui/index.ts'
import type { Job, Numbers } from '../queries.server.ts'

/** What runs by itself, how it went, and when it runs next. */
export function JobsPage({
  jobs,
  numbers,
  setAside,
  leftOut,
  reply,
}: {
  jobs: Job[]
  numbers: Numbers
  /** Changes of chapters that the database refuses. */
  setAside: number
  /** Rows that lists left out because they do not fit. */
  leftOut: LeftOut[]
  reply: FormReply | null
}) {
  const { t, i18n } = useTranslation('manage')
  const { formData } = useNavigation()
  const nameOf = (name: string) => t(`jobs.names.${name}` as 'jobs.names.digests', { defaultValue: name })
  const span = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'minute', unitDisplay: 'long' })
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: t('overview.title'), href: paths.manage() }, { label: t('jobs.title') }]}
        title={t('jobs.title')}
        lead={t('jobs.lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      {setAside > 0 && (
        <Banner tone="warn" title={t('jobs.setAside', { count: setAside })}>
          <p>{t('jobs.setAsideText')}</p>
        </Banner>
      )}
      {leftOut.length > 0 && (
        <Banner tone="warn" title={t('jobs.leftOut', { count: leftOut.length })}>
          <p>{t('jobs.leftOutText')}</p>
          <ul>
            {leftOut.map(({ list, reason, count }) => (
              <li key={`${list} ${reason}`}>{t('jobs.leftOutRow', { list, reason, count })}</li>
            ))}
          </ul>
        </Banner>
      )}
      <DataTable
        caption={t('jobs.title')}
        rows={jobs}
        rowKey={({ name }) => name}
        empty={<p>{t('jobs.notYet')}</p>}
        columns={[
          { id: 'name', header: t('jobs.name'), rowHeader: true, cell: ({ name }) => nameOf(name) },
          {
            id: 'every',
            header: t('jobs.every'),
            cell: ({ everySeconds }) => span.format(everySeconds / 60),
          },
          {
            id: 'last',
            header: t('jobs.last'),
            cell: ({ lastEndedAt }) => (lastEndedAt ? <RelativeTime at={lastEndedAt} /> : t('jobs.notYet')),
          },
          {
            id: 'outcome',
            header: t('jobs.outcome'),
            cell: ({ running, failures, error, lastEndedAt }) =>
              running
                ? t('jobs.running')
                : failures > 0
                  ? t('jobs.failed', { count: failures, error: error ?? '' })
                  : t(lastEndedAt ? 'jobs.fine' : 'jobs.notYet'),
          },
          { id: 'next', header: t('jobs.next'), cell: ({ nextAt }) => <RelativeTime at={nextAt} /> },
          {
            id: 'now',
            header: t('jobs.now'),
            cell: ({ name }) => (
              <Form method="post">
                <input type="hidden" name="job" value={name} />
                <Button
                  type="submit"
                  size="small"
                  pending={formData?.get('job') === name}
                  aria-label={t('jobs.nowThis', { job: nameOf(name) })}
                >
                  {t('jobs.now')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <Section title={t('jobs.emails')}>
        <p>
          <Link to={paths.outbox('waiting')} className="link">
            {t('jobs.emailsDue', { count: numbers.lettersDue })}
          </Link>
        </p>
        {numbers.lettersFailed > 0 && (
          <p>
            <Link to={paths.outbox('failed')} className="link">
              {t('overview.emailsFailed', { count: numbers.lettersFailed })}
            </Link>
          </p>
        )}
      </Section>
    </Page>
  )
}
