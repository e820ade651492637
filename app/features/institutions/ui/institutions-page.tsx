import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, DataTable, EmptyState, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { InstitutionsList } from '../queries.server.ts'
import type { ListQuery } from '../schema.ts'
import { countryName } from '#app/platform/countries.ts'
import { capital } from '#app/platform/text.ts'
import { ListPages } from './list-pages.tsx'

type InstitutionsPageProps = { list: InstitutionsList; query: ListQuery; perPage: number }

/** The members of the alliance, a page at a time; the address holds what was searched for. */
export function InstitutionsPage({ list, query, perPage }: InstitutionsPageProps) {
  const { t, i18n } = useTranslation('institutions')
  const { rows, total } = list
  return (
    <Page>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        meta={total > 0 && (total >= 1000 ? t('list.countMany') : t('list.count', { count: total }))}
      />
      <Form method="get" role="search" className="flex max-w-xl flex-wrap items-end gap-3">
        <TextField
          key={query.q}
          label={t('list.search')}
          name="q"
          type="search"
          defaultValue={query.q}
          maxLength={200}
          className="grow"
        />
        <Button type="submit">{t('list.submit')}</Button>
      </Form>
      <DataTable
        caption={t('list.caption')}
        rows={rows}
        rowKey={({ slug }) => slug}
        empty={
          query.q || query.page > 1 ? (
            <EmptyState
              title={query.q ? t('list.none', { query: query.q }) : t('list.noPage')}
              action={<LinkButton to={paths.institutions()}>{t('list.clear')}</LinkButton>}
            />
          ) : (
            <EmptyState title={t('list.empty')} />
          )
        }
        columns={[
          {
            id: 'name',
            header: t('list.name'),
            rowHeader: true,
            cell: ({ slug, name, acronym }) => (
              <Link to={paths.institution(slug)} dir="auto" className="link">
                {name}
                {acronym && ` (${acronym})`}
              </Link>
            ),
          },
          {
            id: 'kind',
            header: t('list.kind'),
            cell: ({ kind }) => capital(t(`kinds.${kind}`), i18n.language),
          },
          {
            id: 'place',
            header: t('list.place'),
            cell: ({ city, country }) =>
              [city, countryName(country, i18n.language)].filter(Boolean).join(', '),
          },
          { id: 'people', header: t('list.peopleHere'), numeric: true, cell: ({ people }) => people },
        ]}
      />
      <ListPages query={query} more={query.page * perPage < total || rows.length === perPage} />
    </Page>
  )
}
