import { Link } from '@remix-run/react'
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'

export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end of their cell. */
  numeric?: boolean
  /** Names the row: at most one column. */
  rowHeader?: boolean
  /** Sorting is a link: the address holds it. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  className?: string
}

export type DataTableProps<Row> = {
  /** What the table holds; read aloud, shown with `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown in place of the table when there is no row. */
  empty?: ReactNode
}

/** Rows and columns of plain HTML, with a head that stays in view and scrolls sideways on a phone. */
export function DataTable<Row>({ caption, showCaption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const { t } = useTranslation('ui')
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('table.scroll', { caption })}
      className="max-lg:overflow-x-auto lg:focus-visible:outline-none"
    >
      <table className="w-full border-collapse text-start text-sm tabular-nums max-lg:min-w-[36rem]">
        <caption className={showCaption ? 'pb-2 text-start text-ink-soft' : 'sr-only'}>{caption}</caption>
        <thead className="lg:sticky lg:top-14 lg:z-10">
          <tr className="bg-paper">
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line hover:bg-wash">
              {columns.map(({ id, cell, numeric, rowHeader, className }) => {
                const Cell = rowHeader ? 'th' : 'td'
                return (
                  <Cell
                    key={id}
                    scope={rowHeader ? 'row' : undefined}
                    className={classNames(
                      'px-3 py-2.5 align-top font-normal first:ps-0 last:pe-0',
                      numeric ? 'text-end' : 'text-start',
                      className,
                    )}
                  >
                    {cell(row)}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function HeadCell<Row>({ column: { header, numeric, sort } }: { column: Column<Row> }) {
  const Arrow =
    sort?.direction === 'ascending' ? ArrowUp : sort?.direction === 'descending' ? ArrowDown : ArrowUpDown
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={classNames(
        'px-3 py-2 align-bottom font-medium whitespace-nowrap text-ink-soft shadow-[inset_0_-1px_0_var(--edge)] first:ps-0 last:pe-0',
        numeric ? 'text-end' : 'text-start',
      )}
    >
      {sort ? (
        <Link to={sort.href} preventScrollReset className="inline-flex items-center gap-1 hover:text-ink">
          {header}
          <Arrow aria-hidden="true" className={classNames('size-3.5', !sort.direction && 'opacity-60')} />
        </Link>
      ) : (
        header
      )}
    </th>
  )
}
