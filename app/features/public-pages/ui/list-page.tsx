import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { DataTable, Page, PageHeader, RelativeTime } from '#app/ui/index.ts'
import type { ListedText } from '../queries.server.ts'

/** The texts that coordinators keep. */
export function TextsPage({ texts }: { texts: ListedText[] }) {
  const { t } = useTranslation('public')
  return (
    <Page>
      <PageHeader title={t('texts.title')} lead={t('texts.lead')} />
      <DataTable
        caption={t('texts.title')}
        rows={texts}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'title',
            header: t('texts.field'),
            rowHeader: true,
            cell: ({ key, title }) => (
              <Link
                to={paths.managePage(key)}
                className="link"
                dir="auto"
                aria-label={t('texts.edit', { title })}
              >
                {title}
              </Link>
            ),
          },
          {
            id: 'where',
            header: t('texts.where'),
            cell: ({ key }) => (
              <a href={`/${key}`} className="link">
                /{key}
              </a>
            ),
          },
          {
            id: 'changed',
            header: t('texts.changed'),
            cell: ({ version, at, by }) =>
              version === 1 ? (
                t('texts.never')
              ) : (
                <>
                  <RelativeTime at={at} />
                  {by && ` · ${by}`}
                </>
              ),
          },
          {
            id: 'version',
            header: t('texts.version'),
            numeric: true,
            cell: ({ version }) => version,
          },
        ]}
      />
    </Page>
  )
}
