import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import { DataTable, EmptyState, LinkButton, SelectField } from '#app/ui/index.ts'
import type { PeopleList } from '../queries.server.ts'
import type { ListQuery } from '../schema.ts'
import { ListFrame } from './list-frame.tsx'

type PeoplePageProps = {
  list: PeopleList
  query: ListQuery
  /** What stands above the list: what the reader is about to write down. */
  top?: ReactNode
  /** What stands with an address: whether emails reach it. */
  letters: (person: PeopleList['rows'][number]) => ReactNode
}

/** Everybody with an entry, for coordinators. */
export function PeoplePage({ list, query, top, letters }: PeoplePageProps) {
  const { t, i18n } = useTranslation(['manage', 'institutions', 'emails', 'roles'])
  return (
    <ListFrame
      title={t('overview.people')}
      searchLabel={t('list.searchPeople')}
      query={query}
      total={list.total}
      shown={list.rows.length}
      file={`${paths.managePeople()}.csv`}
      top={top}
      filters={
        <SelectField
          label={t('emails:bounce.filter')}
          name="mail"
          placeholder={t('list.all')}
          defaultValue={query.mail}
          options={[{ value: 'back', label: t('emails:bounce.filterBack') }]}
        />
      }
    >
      <DataTable
        caption={t('overview.people')}
        rows={list.rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t('list.none')}
            action={<LinkButton to={paths.managePeople()}>{t('list.clear')}</LinkButton>}
          />
        }
        columns={[
          {
            id: 'name',
            header: t('list.name'),
            rowHeader: true,
            cell: ({ id, name, closed, coordinator }) => (
              <>
                <Link to={paths.person(id)} dir="auto" className="link">
                  {name}
                </Link>
                {coordinator && <span className="ms-2 text-ink-soft">({t('list.coordinator')})</span>}
                <span className="ms-2">
                  <Link
                    to={paths.managePerson(id)}
                    aria-label={t('roles:person.title', { name })}
                    className="link"
                  >
                    {t('list.manage')}
                  </Link>
                </span>
                {closed && <span className="ms-2 text-ink-soft">({t('list.closed')})</span>}
              </>
            ),
          },
          {
            id: 'email',
            header: t('list.email'),
            cell: (person) => (
              <>
                <span className="wrap-anywhere">{person.email}</span>
                {letters(person)}
              </>
            ),
          },
          {
            id: 'where',
            header: t('list.where'),
            cell: ({ affiliations }) =>
              affiliations.map(({ slug, name, role }) => (
                <span key={slug} className="block">
                  <Link to={paths.institution(slug)} dir="auto" className="link">
                    {name}
                  </Link>{' '}
                  <span className="text-ink-soft">
                    {t(`institutions:roles.${role}` as 'institutions:roles.member')}
                  </span>
                </span>
              )),
          },
          {
            id: 'seen',
            header: t('list.lastSeen'),
            cell: ({ lastSeen }) => (lastSeen ? dayWords(lastSeen, i18n.language) : t('list.never')),
          },
        ]}
      />
    </ListFrame>
  )
}
