import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords, longDay } from '#app/platform/text.ts'
import {
  Button,
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  PageHeader,
  SelectField,
  TextField,
  type Column,
} from '#app/ui/index.ts'
import { ageInDays } from '../rules.ts'
import { queueAssigned, queueStates, type QueueQuery } from '../schema.ts'
import type { Queue, QueueRow } from '../shapes.ts'
import { CaseState } from './case-state.tsx'
import { DeadlineWords } from './deadline-words.tsx'
import { QueuePages, queueAddress } from './queue-pages.tsx'

type QueuePageProps = {
  queue: Queue
  query: QueueQuery
  /** ISO moment in UTC. */
  now: string
}

/** The applications that wait for the alliance; the address holds filters, order and page. */
export function QueuePage({ queue, query, now }: QueuePageProps) {
  const { t } = useTranslation('review')
  const { rows, total } = queue
  return (
    <Page>
      <PageHeader
        title={t('queue.title')}
        lead={t('queue.lead')}
        meta={total > 0 && (total < 1000 ? t('queue.count', { count: total }) : t('queue.countMore'))}
      />
      <Filters query={query} />
      <DataTable
        caption={t('queue.caption')}
        rows={rows}
        rowKey={({ number }) => String(number)}
        empty={<NothingHere queue={queue} query={query} />}
        columns={useColumns(query, now)}
      />
      <QueuePages total={total} query={query} />
    </Page>
  )
}

function Filters({ query }: { query: QueueQuery }) {
  const { t } = useTranslation('review')
  const { state, assigned, q, sort } = query
  return (
    <Form method="get" role="search" className="grid items-end gap-4 sm:grid-cols-2 lg:flex lg:flex-wrap">
      <SelectField
        key={`state ${state}`}
        label={t('queue.state')}
        name="state"
        defaultValue={state}
        options={queueStates.map((value) => ({
          value,
          label: value === 'open' || value === 'all' ? t(`queue.states.${value}`) : t(`states.${value}`),
        }))}
        className="lg:w-56"
      />
      <SelectField
        key={`assigned ${assigned}`}
        label={t('queue.assigned')}
        name="assigned"
        defaultValue={assigned}
        options={queueAssigned.map((value) => ({
          value,
          label: t(`queue.assignedWords.${value || 'anybody'}`),
        }))}
        className="lg:w-44"
      />
      <TextField
        key={`q ${q}`}
        label={t('queue.words')}
        name="q"
        type="search"
        defaultValue={q}
        maxLength={200}
        className="lg:max-w-sm lg:grow"
      />
      {sort !== 'due' && <input type="hidden" name="sort" value={sort} />}
      <div>
        <Button type="submit">{t('queue.apply')}</Button>
      </div>
    </Form>
  )
}

function useColumns(query: QueueQuery, now: string): Column<QueueRow>[] {
  const { t, i18n } = useTranslation('review')
  const sortBy = (sort: QueueQuery['sort'], direction: 'ascending' | 'descending') => ({
    href: queueAddress({ ...query, sort, page: 1 }),
    ...(query.sort === sort && { direction }),
  })
  return [
    { id: 'number', header: t('queue.number'), cell: ({ number }) => number },
    {
      id: 'institution',
      header: t('queue.institution'),
      rowHeader: true,
      className: 'min-w-48',
      cell: (row) => <Institution row={row} />,
    },
    { id: 'state', header: t('queue.state'), cell: ({ state }) => <CaseState state={state} /> },
    {
      id: 'came',
      header: t('queue.came'),
      sort: sortBy('newest', 'descending'),
      cell: ({ submittedAt }) => (
        <time
          dateTime={submittedAt}
          title={dayWords(submittedAt, i18n.language)}
          className="whitespace-nowrap"
        >
          {t('queue.age', { count: ageInDays(submittedAt, now) })}
        </time>
      ),
    },
    {
      id: 'due',
      header: t('queue.due'),
      sort: sortBy('due', 'ascending'),
      cell: (row) => <DeadlineWords of={row} now={now} />,
    },
    { id: 'heard', header: t('queue.heard'), numeric: true, cell: ({ heard }) => heard },
    {
      id: 'assigned',
      header: t('queue.assignedTo'),
      cell: ({ assignedTo }) =>
        assignedTo ? (
          <span dir="auto">{assignedTo}</span>
        ) : (
          <span className="text-ink-soft">{t('queue.nobody')}</span>
        ),
    },
  ]
}

function Institution({ row }: { row: QueueRow }) {
  const { t, i18n } = useTranslation('review')
  const { number, legalName, acronym, country, appealed, conflict } = row
  const facts = [country && countryName(country, i18n.language), appealed && t('queue.appealed')].filter(
    Boolean,
  )
  return (
    <>
      <Link to={paths.manageApplication(number)} prefetch="intent" dir="auto" className="link text-base">
        {legalName}
        {acronym && ` (${acronym})`}
      </Link>
      <span className="block text-ink-soft">{facts.join(' · ')}</span>
      {conflict && <span className="block text-ink-soft">{t('queue.conflict')}</span>}
    </>
  )
}

function NothingHere({ queue: { lastDecidedAt }, query }: Pick<QueuePageProps, 'queue' | 'query'>) {
  const { t, i18n } = useTranslation('review')
  const { state, assigned, q } = query
  const plain = state === 'open' && q === '' && assigned !== 'nobody'
  if (!plain) {
    return (
      <EmptyState
        title={t('queue.none')}
        action={<LinkButton to={paths.manageApplications()}>{t('queue.clear')}</LinkButton>}
      />
    )
  }
  return (
    <EmptyState
      title={t(assigned === 'me' ? 'queue.emptyMine' : 'queue.emptyOpen')}
      action={
        assigned === 'me' && <LinkButton to={paths.manageApplications()}>{t('queue.clear')}</LinkButton>
      }
    >
      {lastDecidedAt
        ? t('queue.lastDecided', { date: longDay(lastDecidedAt, i18n.language) })
        : t('queue.neverDecided')}
    </EmptyState>
  )
}
