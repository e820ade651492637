import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import {
  Button,
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  PageHeader,
  RelativeTime,
  SelectField,
  TextField,
} from '#app/ui/index.ts'
import { changesOf, sentenceOf } from '../audit-log.ts'
import type { AuditLogEntry } from '../queries.server.ts'
import { subjects, type AuditLogQuery } from '../schema.ts'

type AuditLogPageProps = {
  entries: AuditLogEntry[]
  query: AuditLogQuery
  /** Only what the reader did. */
  own: boolean
  /** Whether there are older entries. */
  more: boolean
}

/** Who changed what, when, from what to what. */
export function AuditLogPage({ entries, query, own, more }: AuditLogPageProps) {
  const { t } = useTranslation(['manage', 'people'])
  const title = t(own ? 'auditLog.own' : 'auditLog.title')
  return (
    <Page>
      <PageHeader
        crumbs={[
          own
            ? { label: t('people:account.title'), href: paths.account() }
            : { label: t('overview.title'), href: paths.manage() },
          { label: title },
        ]}
        title={title}
        lead={t('auditLog.lead')}
      />
      <Form method="get" role="search" className="flex flex-wrap items-end gap-3">
        <SelectField
          label={t('auditLog.subject')}
          name="what"
          placeholder={t('list.all')}
          defaultValue={query.what}
          options={subjects.map((subject) => ({ value: subject, label: t(`auditLog.subjects.${subject}`) }))}
        />
        {!own && <TextField label={t('auditLog.who')} name="who" defaultValue={query.who} maxLength={200} />}
        <TextField label={t('auditLog.since')} name="since" type="date" defaultValue={query.since} />
        <TextField label={t('auditLog.until')} name="until" type="date" defaultValue={query.until} />
        <Button type="submit">{t('auditLog.submit')}</Button>
      </Form>
      <DataTable
        caption={title}
        rows={entries}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={t('auditLog.none')} />}
        columns={[
          { id: 'when', header: t('auditLog.when'), cell: ({ at }) => <RelativeTime at={at} /> },
          {
            id: 'what',
            header: t('auditLog.what'),
            rowHeader: true,
            cell: (entry) => <span dir="auto">{sentenceOf(entry)}</span>,
          },
          { id: 'change', header: t('auditLog.change'), cell: (entry) => <Changes entry={entry} /> },
        ]}
      />
      {more && (
        <p>
          <LinkButton to={older(query, entries.at(-1)!.id)} rel="next">
            {t('auditLog.older')}
          </LinkButton>
        </p>
      )}
    </Page>
  )
}

/** Each column that changed, on a line of its own. */
function Changes({ entry }: { entry: AuditLogEntry }) {
  const { i18n } = useTranslation()
  return (
    <dl className="flex flex-col gap-1">
      {changesOf(entry, i18n.language).map(({ column, before, after }) => (
        <div key={column} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{column}</dt>
          <dd className="wrap-anywhere" dir="auto">
            {before !== null && <del className="text-ink-soft">{before}</del>}
            {before !== null && after !== null && ' → '}
            {after !== null && <ins className="no-underline">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function older(query: AuditLogQuery, before: number): string {
  const said = Object.entries({ ...query, before: String(before) }).filter(([, value]) => value)
  return `?${new URLSearchParams(said as [string, string][])}`
}
