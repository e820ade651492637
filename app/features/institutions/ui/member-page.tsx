import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import { languageNames } from '#app/platform/languages.ts'
import { paths } from '#app/platform/paths.ts'
import { capital, dayWords } from '#app/platform/text.ts'
import { Page, PageHeader, Section } from '#app/ui/index.ts'
import type { MemberPage as Member } from '../directory.server.ts'
import { Logo } from './logo.tsx'
import { PeopleNamed } from './people-named.tsx'

type MemberPageProps = { member: Member; signedIn: boolean }

/** One member for everybody: what the institution chose to show. */
export function MemberPage({ member, signedIn }: MemberPageProps) {
  const { t, i18n } = useTranslation(['public', 'institutions'])
  const { slug, name, acronym, kind, city, country, about, logo, people, compendia } = member
  const paragraphs = about.split(/\n{2,}/).filter((part) => part.trim() !== '')
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[{ label: t('members.title'), href: paths.members() }, { label: acronym ?? name }]}
        title={name}
        actions={logo && <Logo slug={slug} stamp={logo} name={name} />}
        meta={
          <>
            {acronym && <span dir="auto">{acronym}</span>}
            <span>{capital(t(`institutions:kinds.${kind}`), i18n.language)}</span>
            <span dir="auto">{[city, countryName(country, i18n.language)].filter(Boolean).join(', ')}</span>
          </>
        }
      />
      <section aria-label={t('member.about')} className="flex flex-col gap-4">
        {paragraphs.length === 0 && <p className="text-ink-soft">{t('member.nothing')}</p>}
        {paragraphs.map((paragraph) => (
          <p key={paragraph} dir="auto" className="max-w-measure font-serif text-lg whitespace-pre-line">
            {paragraph}
          </p>
        ))}
      </section>
      <Facts member={member} />
      {people.length > 0 && (
        <Section title={t('member.people')}>
          <PeopleNamed people={people} />
        </Section>
      )}
      <Section title={t('member.publications')}>
        {compendia.length === 0 ? (
          <p className="text-ink-soft">{t('member.noPublications')}</p>
        ) : (
          <ul className="flex flex-col gap-5">
            {compendia.map((compendium) => (
              <li key={compendium.slug} lang={compendium.language} className="flex flex-col gap-1">
                <a
                  href={paths.read(compendium.slug)}
                  dir="auto"
                  className="link font-serif text-lg font-semibold"
                >
                  {compendium.title}
                </a>
                {compendium.summary && (
                  <p dir="auto" className="max-w-measure text-ink-soft">
                    {compendium.summary}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {signedIn && (
        <p className="text-sm">
          <a href={paths.institution(slug)} className="link">
            {t('member.inside')}
          </a>
        </p>
      )}
    </Page>
  )
}

function Facts({ member }: { member: Member }) {
  const { t, i18n } = useTranslation(['public', 'institutions'])
  const { themes, languages, website, ror, joinedOn } = member
  const facts: [string, ReactNode][] = [
    [
      t('member.themes'),
      themes.map((theme) => t(`institutions:themes.${theme}` as 'institutions:themes.wps')).join(' · '),
    ],
    [t('member.languages'), languageNames(languages, i18n.language)],
    [t('member.website'), website && <Outside href={website} />],
    [t('member.ror'), ror && <Outside href={`https://ror.org/${ror}`} />],
    [t('member.joined'), joinedOn && dayWords(joinedOn, i18n.language)],
  ]
  const known = facts.filter(([, fact]) => fact)
  if (known.length === 0) return null
  return (
    <dl className="grid gap-x-6 gap-y-3 border-t border-line pt-5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {known.map(([name, fact]) => (
        <div key={name} className="contents">
          <dt className="text-sm text-ink-soft sm:pt-0.5">{name}</dt>
          <dd className="min-w-0 wrap-anywhere max-sm:mb-2">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

/** An address of the institution's own; it is told nothing about the reader. */
function Outside({ href }: { href: string }) {
  return (
    <a href={href} rel="noreferrer nofollow ugc" dir="ltr" className="link">
      {href.replace(/^https?:\/\//, '')}
    </a>
  )
}
