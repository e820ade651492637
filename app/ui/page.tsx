import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
import { classNames } from './class-names.ts'

export type PageProps = {
  /** `measure` for text and forms, `page` for lists and tables, `wide` for boards. */
  width?: 'measure' | 'page' | 'wide'
  className?: string
  children: ReactNode
}

const widths = { measure: 'max-w-3xl', page: 'max-w-page', wide: 'max-w-none' }

/** The body of a page: margins, width and the distance between its parts. */
export function Page({ width = 'page', className, children }: PageProps) {
  return (
    <div
      className={classNames(
        'mx-auto flex w-full flex-col gap-8 px-4 pt-8 pb-16 sm:px-8 lg:pt-12 print:max-w-none print:p-0',
        widths[width],
        className,
      )}
    >
      {children}
    </div>
  )
}

/** Running text or a form inside a wider page, no wider than is good to read. */
export function Measure({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classNames('w-full max-w-measure', className)}>{children}</div>
}

export type PageHeaderProps = {
  title: ReactNode
  /** One or two sentences under the title. */
  lead?: ReactNode
  /** A line of facts: status, dates, people. */
  meta?: ReactNode
  /** Buttons and links for the page as a whole. */
  actions?: ReactNode
  crumbs?: readonly Crumb[]
}

/** The head of a page: where it stands, what it is, what can be done. Has the only `h1`. */
export function PageHeader({ title, lead, meta, actions, crumbs }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-3">
      {crumbs && <Breadcrumbs items={crumbs} />}
      <div className="flex items-start justify-between gap-x-8 gap-y-5 max-sm:flex-col">
        <div className="flex min-w-0 flex-col gap-3">
          <h1 dir="auto" className="font-serif text-2xl font-semibold tracking-tight sm:text-3xl">
            {title}
          </h1>
          {lead && <p className="max-w-measure font-serif text-lg text-ink-soft">{lead}</p>}
          {meta && (
            <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-soft">{meta}</div>
          )}
        </div>
        {actions && (
          <div data-screen-only="" className="flex flex-wrap items-center gap-2 sm:shrink-0">
            {actions}
          </div>
        )}
      </div>
    </header>
  )
}

export type SectionProps = { title: ReactNode; actions?: ReactNode; className?: string; children: ReactNode }

/** A part of a page under its own heading, set off by a hairline. */
export function Section({ title, actions, className, children }: SectionProps) {
  return (
    <section className={classNames('flex flex-col gap-4 border-t border-line pt-5', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
