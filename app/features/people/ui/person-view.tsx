import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNames } from '#app/platform/languages.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import { Avatar, Banner, LinkButton, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { Detail } from '../audiences.ts'
import type { PersonPage } from '../queries.server.ts'

/** A person as the reader may see them: name, what they tell about themselves, and where they are or were. */
export function PersonView({ person }: { person: PersonPage }) {
  const { t } = useTranslation(['people', 'profile'])
  const { id, name, photo, details, coordinator, me, knownName } = person
  const running = person.affiliations.filter((affiliation) => affiliation.running)
  const former = person.affiliations.filter((affiliation) => !affiliation.running)
  return (
    <Page width="measure">
      <PageHeader
        title={
          <span className="flex items-center gap-5">
            <Avatar
              name={name}
              size={photo ? 'portrait' : 'large'}
              decorative
              {...(photo && { src: paths.photo(id, photo) })}
            />
            <span className="min-w-0 wrap-anywhere">{name}</span>
          </span>
        }
        meta={
          details.position || coordinator ? (
            <>
              {details.position && <span dir="auto">{details.position}</span>}
              {coordinator && <span>{t('person.coordinator')}</span>}
            </>
          ) : undefined
        }
        actions={me && <LinkButton to={paths.ownProfile()}>{t('person.toAccount')}</LinkButton>}
      />
      {knownName && !me && <Banner tone="info">{t('profile:page.known', { name: knownName })}</Banner>}
      {details.about && (
        <section aria-label={t('profile:page.about')}>
          <p dir="auto" className="max-w-measure font-serif text-lg whitespace-pre-line">
            {details.about}
          </p>
        </section>
      )}
      <Facts person={person} />
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

/** What can be said in a line each; to the person themselves also who else sees it. */
function Facts({ person: { email, details, shown, photo } }: { person: PersonPage }) {
  const { t, i18n } = useTranslation('profile')
  const facts: [Detail, ReactNode][] = [
    ['email', email && <OutLink href={`mailto:${email}`}>{email}</OutLink>],
    [
      'orcid',
      details.orcid && <OutLink href={`https://orcid.org/${details.orcid}`}>{details.orcid}</OutLink>,
    ],
    ['languages', details.languages && languageNames(details.languages.split(' '), i18n.language)],
    // To the reader these stand above already; here the person sees who else reads them.
    ['position', shown && details.position],
    ['about', shown && details.about && '…'],
    ['photo', shown && photo && '…'],
  ]
  // What is for everybody is seen beside a name in public only; without one members see it.
  const seen = (detail: Detail) => {
    const audience = shown?.[detail] ?? 'nobody'
    return audience === 'public' && shown?.name !== 'public' ? 'members' : audience
  }
  const known = facts.filter(([, fact]) => fact)
  if (known.length === 0) return null
  return (
    <dl className="grid gap-x-6 gap-y-3 border-t border-line pt-5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {known.map(([detail, fact]) => (
        <div key={detail} className="contents">
          <dt className="text-sm text-ink-soft sm:pt-0.5">{t(`details.${detail}` as 'details.orcid')}</dt>
          <dd className="min-w-0 wrap-anywhere max-sm:mb-2">
            {fact !== '…' && <span dir="auto">{fact}</span>}
            {shown && <SeenBy audience={seen(detail)} alone={fact === '…'} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function SeenBy({ audience, alone }: { audience: keyof typeof seenBy; alone: boolean }) {
  const { t } = useTranslation('profile')
  return (
    <span className={alone ? 'text-sm text-ink-soft' : 'block text-sm text-ink-soft'}>
      {audience === 'nobody' ? t('page.seenByNobody') : t('page.seenBy', { audience: t(seenBy[audience]) })}
    </span>
  )
}
const seenBy = {
  public: 'audiences.public',
  members: 'audiences.members',
  institution: 'audiences.institution',
  nobody: 'audiences.nobody',
} as const

/** An address outside; it is told nothing about the reader. */
function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="noreferrer" dir="ltr" className="link">
      {children}
    </a>
  )
}

function Affiliations({ affiliations }: Pick<PersonPage, 'affiliations'>) {
  const { t, i18n } = useTranslation(['people', 'institutions'])
  const words = (day: string) => dayWords(day, i18n.language)
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
