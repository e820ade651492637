import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import { paths } from '#app/platform/paths.ts'
import { capital } from '#app/platform/text.ts'
import { Button, EmptyState, LinkButton, Page, PageHeader, SelectField, TextField } from '#app/ui/index.ts'
import type { Directory, DirectoryQuery } from '../directory.server.ts'
import { kinds, languages, themes } from '../vocabulary.ts'
import { ListPages } from './list-pages.tsx'
import { Logo } from './logo.tsx'

type DirectoryPageProps = { directory: Directory; query: DirectoryQuery; perPage: number }

/** The members of the alliance, for everybody; the address holds what was asked for. */
export function DirectoryPage({ directory, query, perPage }: DirectoryPageProps) {
  const { t, i18n } = useTranslation(['public', 'institutions'])
  const { rows, total, countries } = directory
  const filtered = Object.entries(query).some(([key, value]) => key !== 'page' && value !== '')
  const any = t('members.any')
  return (
    <Page className="max-w-5xl">
      <PageHeader
        title={t('members.title')}
        lead={t('members.lead')}
        meta={total > 0 && (total >= 1000 ? t('members.countMany') : t('members.count', { count: total }))}
        actions={<LinkButton to={paths.join()}>{t('members.join')}</LinkButton>}
      />
      <form method="get" role="search" className="flex flex-col gap-4 border-y border-line py-5">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr]">
          <TextField
            label={t('members.search')}
            name="q"
            type="search"
            defaultValue={query.q}
            maxLength={200}
          />
          <SelectField
            label={t('members.country')}
            name="country"
            placeholder={any}
            defaultValue={query.country}
            options={countries
              .map((code) => ({ value: code, label: countryName(code, i18n.language) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language))}
          />
          <SelectField
            label={t('members.kind')}
            name="kind"
            placeholder={any}
            defaultValue={query.kind}
            options={kinds.map((kind) => ({
              value: kind,
              label: capital(t(`institutions:kinds.${kind}`), i18n.language),
            }))}
          />
        </div>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr]">
          <SelectField
            label={t('members.theme')}
            name="theme"
            placeholder={any}
            defaultValue={query.theme}
            options={themes.map((theme) => ({ value: theme, label: t(`institutions:themes.${theme}`) }))}
          />
          <SelectField
            label={t('members.language')}
            name="language"
            placeholder={any}
            defaultValue={query.language}
            options={languages.map((code) => ({ value: code, label: t(`institutions:languages.${code}`) }))}
          />
          <div className="flex gap-3">
            <Button type="submit" variant="primary">
              {t('members.submit')}
            </Button>
          </div>
        </div>
      </form>
      {rows.length === 0 ? (
        <EmptyState
          title={t(filtered ? 'members.none' : 'members.empty')}
          action={filtered && <LinkButton to={paths.members()}>{t('members.clear')}</LinkButton>}
        />
      ) : (
        <ul aria-label={t('members.list')} className="grid gap-x-12 md:grid-cols-2">
          {rows.map((row) => (
            <Entry key={row.slug} entry={row} />
          ))}
        </ul>
      )}
      <ListPages query={query} more={directory.page * perPage < total || rows.length === perPage} />
    </Page>
  )
}

function Entry({ entry }: { entry: Directory['rows'][number] }) {
  const { t, i18n } = useTranslation('institutions')
  const { slug, name, acronym, kind, city, country, about, logo } = entry
  return (
    <li className="flex items-start gap-5 border-b border-line py-5">
      <div className="flex min-w-0 grow flex-col gap-1">
        <h2 dir="auto" className="font-serif text-lg font-semibold">
          <a href={paths.member(slug)} className="link">
            {name}
          </a>
          {acronym && <span className="ms-2 text-base font-normal text-ink-soft">{acronym}</span>}
        </h2>
        <p className="text-sm text-ink-soft">
          {capital(t(`kinds.${kind}`), i18n.language)} ·{' '}
          <span dir="auto">{[city, countryName(country, i18n.language)].filter(Boolean).join(', ')}</span>
        </p>
        {about && (
          <p dir="auto" className="line-clamp-2 pt-1 font-serif">
            {about}
          </p>
        )}
      </div>
      {logo && <Logo slug={slug} stamp={logo} small />}
    </li>
  )
}
