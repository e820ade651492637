import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PublicCompendium } from '#app/features/compendia/index.ts'
import type { Directory } from '#app/features/institutions/index.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'
import { LinkButton, Page } from '#app/ui/index.ts'
import { ForeignLinkScript } from './foreign-link-script.tsx'

type HomePageProps = { open: PublicCompendium[]; members: Directory; signedIn: boolean }

/** The public face: what the alliance is, what everyone may read, and who its members are. */
export function HomePage({ open, members, signedIn }: HomePageProps) {
  const { t } = useTranslation('shell')
  return (
    <Page width="measure" className="gap-14">
      <ForeignLinkScript />
      <header className="flex flex-col gap-5 pt-6">
        <p className="text-sm text-ink-soft">{t('alliance')}</p>
        <h1 className="font-serif text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          {t('home.title')}
        </h1>
        <p className="max-w-measure font-serif text-lg text-ink-soft">{t('home.lead')}</p>
        <p>
          <LinkButton to={signedIn ? paths.myWork() : paths.signIn()} variant="primary">
            {t(signedIn ? 'home.toMyWork' : 'nav.signIn')}
          </LinkButton>
          {!signedIn && (
            <LinkButton to={paths.join()} reloadDocument className="ms-3">
              {t('home.join')}
            </LinkButton>
          )}
        </p>
      </header>
      <section aria-labelledby="open" className="flex flex-col gap-2">
        <h2 id="open" className="text-sm font-semibold text-ink-soft">
          {t('home.read')}
        </h2>
        {open.length === 0 ? (
          <p className="border-t border-line pt-5">{t('home.none')}</p>
        ) : (
          <ul>
            {open.map((compendium) => (
              <Publication key={compendium.slug} compendium={compendium} />
            ))}
          </ul>
        )}
      </section>
      {members.rows.length > 0 && <Members members={members} />}
    </Page>
  )
}

/** The members by name, as many as fit a paragraph; the directory has all of them. */
function Members({ members: { rows, total } }: { members: Directory }) {
  const { t } = useTranslation(['shell', 'public'])
  return (
    <section aria-labelledby="members" className="flex flex-col gap-2">
      <h2 id="members" className="text-sm font-semibold text-ink-soft">
        {t('public:members.title')}
      </h2>
      <div className="flex flex-col gap-5 border-t border-line pt-5">
        <ul className="flex max-w-measure flex-wrap gap-x-5 gap-y-1.5 font-serif text-lg">
          {rows.slice(0, namedMembers).map(({ slug, name }) => (
            <li key={slug} dir="auto">
              <Link to={paths.member(slug)} reloadDocument className="link">
                {name}
              </Link>
            </li>
          ))}
        </ul>
        {total > namedMembers && (
          <p className="text-sm">
            <Link to={paths.members()} reloadDocument className="link">
              {t('home.allMembers')}
            </Link>
          </p>
        )}
      </div>
    </section>
  )
}

const namedMembers = 24

function Publication({ compendium }: { compendium: PublicCompendium }) {
  const { t, i18n } = useTranslation('shell')
  const { slug, title, summary, language, launchOn, institutions } = compendium
  return (
    <li lang={language} className="flex flex-col gap-2 border-t border-line py-6">
      <h3 dir="auto" className="font-serif text-xl font-semibold">
        <Link to={paths.read(slug)} className="link">
          {title}
        </Link>
      </h3>
      {summary && (
        <p dir="auto" className="max-w-measure font-serif text-lg">
          {summary}
        </p>
      )}
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
        <span dir="auto">{institutions.map(({ name }) => name).join(' · ')}</span>
        {launchOn && (
          <time dateTime={launchOn} className="whitespace-nowrap">
            {t('home.published', {
              date: longDay(launchOn, i18n.language),
            })}
          </time>
        )}
      </p>
    </li>
  )
}
