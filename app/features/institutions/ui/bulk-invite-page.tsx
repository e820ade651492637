import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Page,
  PageHeader,
  Section,
  TextArea,
} from '#app/ui/index.ts'
import type { ListReport } from '../bulk-invites.server.ts'

type BulkInvitePageProps = {
  institution: { name: string; slug: string }
  result: { reply: FormReply; report: ListReport } | null
}

/** Invites a whole list, and says of each line what became of it. */
export function BulkInvitePage({ institution, result }: BulkInvitePageProps) {
  const { t } = useTranslation('representing')
  const { state } = useNavigation()
  const report = result?.report ?? []
  const invited = report.filter(({ outcome }) => outcome === 'invited').length
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[
          { label: institution.name, href: paths.institution(institution.slug) },
          { label: t('bulk.title') },
        ]}
        title={t('bulk.title')}
        lead={t('bulk.lead')}
      />
      <ErrorSummary errors={result?.reply.errors} />
      {report.length > 0 && (
        <Section title={t('bulk.report')}>
          <Banner
            tone={invited > 0 ? 'info' : 'warn'}
            title={invited > 0 ? t('bulk.invited', { count: invited }) : t('bulk.none')}
            announce="polite"
          >
            {invited > 0 && invited < report.length && t('bulk.rest')}
          </Banner>
          <DataTable
            caption={t('bulk.report')}
            rows={report}
            rowKey={(row) => String(report.indexOf(row))}
            columns={[
              { id: 'line', header: t('bulk.line'), numeric: true, cell: ({ line }) => line },
              {
                id: 'who',
                header: t('bulk.who'),
                rowHeader: true,
                cell: ({ typed }) => (
                  <span dir="auto" className="wrap-anywhere">
                    {typed}
                  </span>
                ),
              },
              {
                id: 'outcome',
                header: t('bulk.outcome'),
                cell: ({ outcome }) => t(`bulk.outcomes.${outcome}`),
              },
            ]}
          />
        </Section>
      )}
      <Form method="post" noValidate className="flex flex-col gap-5">
        <TextArea
          key={report.length}
          label={t('bulk.lines')}
          help={t('bulk.linesHelp')}
          name="lines"
          rows={8}
          spellCheck={false}
          defaultValue={result?.reply.values.lines}
          errors={result?.reply.errors.lines}
        />
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('bulk.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
