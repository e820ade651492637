import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, DataTable, LinkButton, SelectField, type Column } from '#app/ui/index.ts'
import type { InstitutionPage } from '../queries.server.ts'
import { roles } from '../schema.ts'
import { dayWords } from './words.ts'

type Affiliated = InstitutionPage['people'][number]

/** The people of an institution with their roles; with `manage` also their addresses and what can be changed. */
export function PeopleOfInstitution({ people, manage }: { people: Affiliated[]; manage: boolean }) {
  const { t, i18n } = useTranslation('institutions')
  const columns: Column<Affiliated>[] = [
    {
      id: 'name',
      header: t('page.name'),
      rowHeader: true,
      cell: ({ personId, name, email }) => (
        <>
          <Link to={paths.person(personId)} dir="auto" className="link">
            {name}
          </Link>
          {manage && email && <span className="block font-normal wrap-anywhere text-ink-soft">{email}</span>}
        </>
      ),
    },
    {
      id: 'role',
      header: t('page.role'),
      cell: (person) => (manage ? <RoleForm person={person} /> : t(`roles.${person.role}`)),
    },
    { id: 'since', header: t('page.since'), cell: ({ startedOn }) => dayWords(startedOn, i18n.language) },
  ]
  if (manage) {
    columns.push({
      id: 'changes',
      header: <span className="sr-only">{t('page.changes')}</span>,
      cell: ({ affiliationId, name }) => (
        <LinkButton
          to={`?ending=${affiliationId}`}
          size="small"
          aria-label={t('affiliation.endFor', { name })}
        >
          {t('affiliation.end')}
        </LinkButton>
      ),
    })
  }
  return (
    <DataTable
      caption={t('page.people')}
      columns={columns}
      rows={people}
      rowKey={({ affiliationId }) => affiliationId}
    />
  )
}

function RoleForm({ person: { affiliationId, name, role } }: { person: Affiliated }) {
  const { t } = useTranslation('institutions')
  const { formData } = useNavigation()
  const busy = formData?.get('intent') === 'role' && formData.get('affiliation') === affiliationId
  return (
    <Form method="post" className="flex items-center gap-2">
      <input type="hidden" name="intent" value="role" />
      <input type="hidden" name="affiliation" value={affiliationId} />
      <SelectField
        key={role}
        label={t('affiliation.roleOf', { name })}
        hideLabel
        id={`role-${affiliationId}`}
        name="role"
        defaultValue={role}
        options={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
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
