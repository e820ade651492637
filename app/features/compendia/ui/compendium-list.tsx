import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import {
  Button,
  EmptyState,
  LinkButton,
  Page,
  PageHeader,
  PageSteps,
  SelectField,
  TextField,
} from '#app/ui/index.ts'
import type { ListFilter } from '../schema.ts'
import { kinds, type ListedCompendium } from '../shapes.ts'
import { daysUntil } from '../rules.ts'
import { InstitutionNames, useDaysInWords } from './status.tsx'
import { dayInWords } from './zone.ts'

export type ListView = {
  compendia: ListedCompendium[]
  filter: ListFilter
  mayOpen: boolean
  /** Counted up to a thousand. */
  total: number
  today: string
}

const perPage = 25

/** The compendia one takes part in or may see; the filters are a plain form, so the address holds them. */
export function CompendiumList({ compendia, filter, mayOpen, total, today }: ListView) {
  const { t } = useTranslation('compendia')
  const filtered = filter.q !== '' || filter.kind !== ''
  const open = mayOpen && (
    <LinkButton to={paths.newCompendium()} variant="primary">
      {t('list.open')}
    </LinkButton>
  )
  return (
    <Page>
      <PageHeader title={t('list.title')} lead={t('list.lead')} actions={open} />
      <Form
        method="get"
        role="search"
        aria-label={t('list.filter')}
        className="flex flex-wrap items-end gap-3"
      >
        <SelectField
          name="scope"
          label={t('list.scope')}
          defaultValue={filter.scope}
          options={[
            { value: 'mine', label: t('list.mine') },
            { value: 'all', label: t('list.all') },
          ]}
        />
        <SelectField
          name="kind"
          label={t('list.kind')}
          defaultValue={filter.kind}
          placeholder={t('list.anyKind')}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <TextField type="search" name="q" label={t('list.words')} defaultValue={filter.q} maxLength={200} />
        <Button type="submit">{t('list.apply')}</Button>
        {filtered && (
          <Link to={`?scope=${filter.scope}`} className="link py-2">
            {t('list.clear')}
          </Link>
        )}
      </Form>
      {compendia.length === 0 ? (
        <EmptyList filtered={filtered} scope={filter.scope} action={open} />
      ) : (
        <div>
          <p className="mb-2 text-sm text-ink-soft" role="status">
            {t('list.count', { count: total })}
          </p>
          <ul className="border-t border-line">
            {compendia.map((compendium) => (
              <Entry key={compendium.slug} compendium={compendium} today={today} />
            ))}
          </ul>
        </div>
      )}
      <PageSteps
        page={filter.page}
        more={filter.page * perPage < total}
        at={(page) => addressOf({ ...filter, page })}
      />
    </Page>
  )
}

function addressOf({ scope, kind, q, page }: ListFilter) {
  return `?${new URLSearchParams({ scope, ...(kind && { kind }), ...(q && { q }), ...(page > 1 && { page: String(page) }) })}`
}

function Entry({ compendium, today }: { compendium: ListedCompendium; today: string }) {
  const { t } = useTranslation('compendia')
  const { slug, title, summary, kind, institutions, chapters, final, words } = compendium
  return (
    <li className="grid gap-x-8 gap-y-2 border-b border-line py-5 md:grid-cols-[1fr_16rem]">
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="text-sm text-ink-soft">{t(`kind.${kind}`)}</p>
        <h2 className="font-serif text-xl font-semibold" dir="auto">
          <Link to={paths.compendium(slug)} className="hover:underline">
            {title}
          </Link>
        </h2>
        {summary && (
          <p className="line-clamp-2 max-w-measure font-serif text-ink-soft" dir="auto">
            {summary}
          </p>
        )}
        <div className="text-sm text-ink-soft">
          <InstitutionNames institutions={institutions} />
        </div>
      </div>
      <div className="flex flex-col gap-1 text-sm tabular-nums md:items-end md:pt-6">
        <span>{t('list.final', { final, count: chapters })}</span>
        <span className="text-ink-soft">{t('words', { count: words })}</span>
        <NextDate compendium={compendium} today={today} />
      </div>
    </li>
  )
}

function NextDate({ compendium, today }: { compendium: ListedCompendium; today: string }) {
  const { t } = useTranslation('compendia')
  const inWords = useDaysInWords()
  const dates = [
    ['drafts', compendium.draftsDueOn],
    ['review', compendium.reviewDueOn],
    ['launch', compendium.launchOn],
  ] as const
  for (const [key, day] of dates) {
    if (day !== null && day >= today) {
      const when = inWords(daysUntil(day, today))
      return <span title={dayInWords(day)}>{t('list.next', { what: t(`deadline.${key}`), when })}</span>
    }
  }
  return null
}

function EmptyList({
  filtered,
  scope,
  action,
}: {
  filtered: boolean
  scope: string
  action: React.ReactNode
}) {
  const { t } = useTranslation('compendia')
  if (filtered) return <EmptyState title={t('list.emptyFiltered')}>{t('list.emptyFilteredText')}</EmptyState>
  if (scope === 'all') {
    return (
      <EmptyState title={t('list.emptyAll')} action={action}>
        {t('list.emptyAllText')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('list.emptyMine')}
      action={
        <Link to="?scope=all" className="link">
          {t('list.all')}
        </Link>
      }
    >
      {t('list.emptyMineText')}
    </EmptyState>
  )
}
