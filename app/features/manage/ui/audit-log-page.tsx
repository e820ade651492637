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
          { id: 'who', header: t('auditLog.who'), cell: (entry) => <Actor entry={entry} /> },
          {
            id: 'what',
            header: t('auditLog.what'),
            rowHeader: true,
            cell: ({ subject, about, action }) => (
              <span dir="auto">
                {t(`auditLog.subjects.${subject}` as 'auditLog.subjects.people', { defaultValue: subject })}{' '}
                {t(`auditLog.actions.${action}`)}
                {about && <span className="block text-ink-soft">{about}</span>}
              </span>
            ),
          },
          { id: 'change', header: t('auditLog.change'), cell: (entry) => <Change entry={entry} /> },
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

function Actor({ entry: { actor, actorKind } }: { entry: AuditLogEntry }) {
  const { t } = useTranslation('manage')
  if (actorKind !== 'person') return t(`auditLog.${actorKind}`)
  return actor ? <span dir="auto">{actor}</span> : t('auditLog.gone')
}

/** Each column that changed, on a line of its own. */
function Change({ entry: { before, after } }: { entry: AuditLogEntry }) {
  const { t } = useTranslation('manage')
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const said = (value: unknown) =>
    value === null || value === undefined || value === ''
      ? t('auditLog.empty')
      : typeof value === 'string'
        ? value
        : JSON.stringify(value)
  return (
    <dl className="flex flex-col gap-1">
      {columns.map((column) => (
        <div key={column} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{column.replaceAll('_', ' ')}</dt>
          <dd className="wrap-anywhere" dir="auto">
            {before && <del className="text-ink-soft">{said(before[column])}</del>}
            {before && after && ' → '}
            {after && <ins className="no-underline">{said(after[column])}</ins>}
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
