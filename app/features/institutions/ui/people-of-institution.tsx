import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Avatar, Button, DataTable, LinkButton, SelectField, type Column } from '#app/ui/index.ts'
import type { Pictures } from '../logo.server.ts'
import type { InstitutionPage } from '../queries.server.ts'
import { roles } from '../schema.ts'
import { capital, dayWords } from '#app/platform/text.ts'

type Affiliated = InstitutionPage['people'][number]
type PeopleProps = { people: Affiliated[]; photos: Pictures['photos'] }

/** The people of an institution with their roles. */
export function PeopleOfInstitution({ people, photos }: PeopleProps) {
  const { t, i18n } = useTranslation('institutions')
  const columns: Column<Affiliated>[] = [
    {
      id: 'name',
      header: t('page.name'),
      rowHeader: true,
      cell: ({ personId, name }) => <PersonLink id={personId} name={name} photo={photos[personId]} />,
    },
    { id: 'role', header: t('page.role'), cell: ({ role }) => capital(t(`roles.${role}`), i18n.language) },
    {
      id: 'since',
      header: t('page.since'),
      cell: ({ startedOn, coming }) =>
        coming
          ? t('page.fromDay', { date: dayWords(startedOn, i18n.language) })
          : dayWords(startedOn, i18n.language),
    },
  ]
  return (
    <DataTable
      caption={t('page.people')}
      columns={columns}
      rows={people}
      rowKey={({ affiliationId }) => affiliationId}
    />
  )
}

/** The people of an institution as who speaks for it sees them: with addresses, and with what can be changed. */
export function PeopleToManage({ people, photos }: PeopleProps) {
  const { t, i18n } = useTranslation('institutions')
  return (
    <ul className="border-t border-line">
      {people.map((person) => (
        <li
          key={person.affiliationId}
          className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line py-3"
        >
          <div className="min-w-0 grow basis-60">
            <PersonLink id={person.personId} name={person.name} photo={photos[person.personId]} />
            <p className="text-sm wrap-anywhere text-ink-soft">
              {[
                person.email,
                t(person.coming ? 'page.fromDay' : 'page.sinceDay', {
                  date: dayWords(person.startedOn, i18n.language),
                }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <RoleForm person={person} />
          <LinkButton
            to={`?ending=${person.affiliationId}`}
            size="small"
            aria-label={t('affiliation.endFor', { name: person.name })}
          >
            {t('affiliation.end')}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

function PersonLink({ id, name, photo }: { id: string; name: string; photo: string | undefined }) {
  return (
    <span className="flex items-center gap-3">
      <Avatar name={name} decorative {...(photo && { src: paths.photo(id, photo) })} />
      <Link to={paths.person(id)} dir="auto" className="link min-w-0">
        {name}
      </Link>
    </span>
  )
}

function RoleForm({ person: { affiliationId, name, role } }: { person: Affiliated }) {
  const { t, i18n } = useTranslation('institutions')
  const { formData } = useNavigation()
  const busy = formData?.get('intent') === 'role' && formData.get('affiliation') === affiliationId
  return (
    <Form method="post" className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="intent" value="role" />
      <input type="hidden" name="affiliation" value={affiliationId} />
      <SelectField
        key={role}
        label={t('affiliation.roleOf', { name })}
        hideLabel
        id={`role-${affiliationId}`}
        name="role"
        defaultValue={role}
        options={roles.map((each) => ({ value: each, label: capital(t(`roles.${each}`), i18n.language) }))}
        className="min-w-52"
      />
      <Button type="submit" size="small" pending={busy} aria-label={t('affiliation.changeFor', { name })}>
        {t('affiliation.change')}
      </Button>
    </Form>
  )
}

/** Those who have left, for who speaks for the institution. */
export function FormerPeople({ former }: Pick<InstitutionPage, 'former'>) {
  const { t, i18n } = useTranslation('institutions')
  return (
    <ul className="flex flex-col gap-1">
      {former.map(({ personId, name, startedOn, endedOn }) => (
        <li key={personId + endedOn}>
          <Link to={paths.person(personId)} dir="auto" className="link">
            {name}
          </Link>{' '}
          <span className="text-sm text-ink-soft">
            {t('page.from', {
              from: dayWords(startedOn, i18n.language),
              to: dayWords(endedOn, i18n.language),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
