import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import { DataTable, EmptyState, LinkButton, SelectField } from '#app/ui/index.ts'
import type { InstitutionsList } from '../queries.server.ts'
import { statuses, type ListQuery } from '../schema.ts'
import { ListFrame } from './list-frame.tsx'

/** Institutions of every standing, for coordinators. */
export function ManagedInstitutionsPage({ list, query }: { list: InstitutionsList; query: ListQuery }) {
  const { t, i18n } = useTranslation(['manage', 'membership'])
  return (
    <ListFrame
      title={t('overview.institutions')}
      searchLabel={t('list.search')}
      query={query}
      total={list.total}
      shown={list.rows.length}
      file={`${paths.manageInstitutions()}.csv`}
      filters={
        <SelectField
          label={t('list.status')}
          name="status"
          placeholder={t('list.all')}
          defaultValue={query.status}
          options={statuses.map((status) => ({ value: status, label: t(`membership:statuses.${status}`) }))}
        />
      }
    >
      <DataTable
        caption={t('overview.institutions')}
        rows={list.rows}
        rowKey={({ slug }) => slug}
        empty={
          <EmptyState
            title={t('list.none')}
            action={<LinkButton to={paths.manageInstitutions()}>{t('list.clear')}</LinkButton>}
          />
        }
        columns={[
          {
            id: 'name',
            header: t('list.name'),
            rowHeader: true,
            cell: ({ slug, name, acronym }) => (
              <Link to={paths.manageInstitution(slug)} dir="auto" className="link">
                {name}
                {acronym && ` (${acronym})`}
              </Link>
            ),
          },
          {
            id: 'status',
            header: t('list.status'),
            cell: ({ status }) => t(`membership:statuses.${status}`),
          },
          {
            id: 'place',
            header: t('list.place'),
            cell: ({ city, country }) =>
              [city, countryName(country, i18n.language)].filter(Boolean).join(', '),
          },
          {
            id: 'joined',
            header: t('list.joined'),
            cell: ({ joinedOn }) => joinedOn && dayWords(joinedOn, i18n.language),
          },
          {
            id: 'listed',
            header: t('list.listed'),
            cell: ({ listed }) => t(listed ? 'list.yes' : 'list.no'),
          },
          { id: 'people', header: t('list.people'), numeric: true, cell: ({ people }) => people },
        ]}
      />
    </ListFrame>
  )
}
