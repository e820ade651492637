import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, DataTable, EmptyState, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { ListedInstitution } from '../queries.server.ts'
import { countryName } from '#app/platform/countries.ts'
import { capital } from '#app/platform/text.ts'

/** The members of the alliance; the address holds what was searched for. */
export function InstitutionsPage({
  institutions,
  query,
}: {
  institutions: ListedInstitution[]
  query: string
}) {
  const { t, i18n } = useTranslation('institutions')
  return (
    <Page>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        meta={institutions.length > 0 && t('list.count', { count: institutions.length })}
      />
      <Form method="get" role="search" className="flex max-w-xl flex-wrap items-end gap-3">
        <TextField
          key={query}
          label={t('list.search')}
          name="q"
          type="search"
          defaultValue={query}
          maxLength={200}
          className="grow"
        />
        <Button type="submit">{t('list.submit')}</Button>
      </Form>
      <DataTable
        caption={t('list.caption')}
        rows={institutions}
        rowKey={({ slug }) => slug}
        empty={
          query ? (
            <EmptyState
              title={t('list.none', { query })}
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
    </Page>
  )
}
