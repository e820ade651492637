import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Avatar, LinkButton, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { PersonPage } from '../queries.server.ts'

/** A person as members see them: name, and where they are or were. */
export function PersonView({ person }: { person: PersonPage }) {
  const { t } = useTranslation('people')
  const running = person.affiliations.filter((affiliation) => affiliation.running)
  const former = person.affiliations.filter((affiliation) => !affiliation.running)
  return (
    <Page width="measure">
      <PageHeader
        title={
          <span className="flex items-center gap-4">
            <Avatar name={person.name} size="large" decorative />
            {person.name}
          </span>
        }
        meta={
          person.coordinator || person.email ? (
            <>
              {person.coordinator && <span>{t('person.coordinator')}</span>}
              {person.email && (
                <a href={`mailto:${person.email}`} className="link">
                  {person.email}
                </a>
              )}
            </>
          ) : undefined
        }
        actions={person.me && <LinkButton to={paths.account()}>{t('person.toAccount')}</LinkButton>}
      />
      <Section title={t('person.affiliations')}>
        {running.length > 0 ? <Affiliations affiliations={running} /> : <p>{t('person.none')}</p>}
      </Section>
      {former.length > 0 && (
        <Section title={t('person.former')}>
          <Affiliations affiliations={former} />
        </Section>
      )}
    </Page>
  )
}

function Affiliations({ affiliations }: Pick<PersonPage, 'affiliations'>) {
  const { t, i18n } = useTranslation(['people', 'institutions'])
  const words = (day: string) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
  return (
    <ul className="flex flex-col gap-3">
      {affiliations.map(({ id, slug, institution, role, startedOn, endedOn }) => (
        <li key={id}>
          <Link to={paths.institution(slug)} dir="auto" className="link font-medium">
            {institution}
          </Link>
          <p className="text-sm text-ink-soft">
            {t(`institutions:roles.${role}`)} ·{' '}
            {endedOn
              ? t('person.span', { from: words(startedOn), to: words(endedOn) })
              : t('person.since', { date: words(startedOn) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
