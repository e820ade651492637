import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, Page, PageHeader, PageSteps, TextField } from '#app/ui/index.ts'
import type { ListQuery } from '../schema.ts'

const perPage = 50

type ListFrameProps = {
  title: string
  searchLabel: string
  query: ListQuery
  total: number
  shown: number
  /** The address of the same list as a file. */
  file: string
  filters?: ReactNode
  /** Between the head and the search. */
  top?: ReactNode
  children: ReactNode
}

/** A list of the coordinators: search, filters, pages, and the same as a file; the address holds all of it. */
export function ListFrame({
  title,
  searchLabel,
  query,
  total,
  shown,
  file,
  filters,
  top,
  children,
}: ListFrameProps) {
  const { t } = useTranslation('manage')
  const more = query.page * perPage < total || (total >= 1000 && shown === perPage)
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: t('overview.title'), href: paths.manage() }, { label: title }]}
        title={title}
        meta={total >= 1000 ? t('list.many') : t('list.count', { count: total })}
        actions={
          <a href={file + address({ ...query, page: 1 })} download className="link text-sm">
            {t('list.csv')}
          </a>
        }
      />
      {top}
      <Form method="get" role="search" className="flex max-w-3xl flex-wrap items-end gap-3">
        <TextField
          key={query.q}
          label={searchLabel}
          name="q"
          type="search"
          defaultValue={query.q}
          maxLength={200}
          className="grow"
        />
        {filters}
        <Button type="submit">{t('list.submit')}</Button>
      </Form>
      {children}
      <PageSteps page={query.page} more={more} at={(page) => address({ ...query, page }) || '?'} />
    </Page>
  )
}

function address({ q, status, mail, page }: ListQuery): string {
  const said = new URLSearchParams()
  if (q) said.set('q', q)
  if (status) said.set('status', status)
  if (mail) said.set('mail', mail)
  if (page > 1) said.set('page', String(page))
  return said.size > 0 ? `?${said}` : ''
}
