import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { LinkButton, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { JoiningTerms } from '../queries.server.ts'

type JoinPageProps = {
  title: string
  terms: JoiningTerms
  /** The text that coordinators wrote. */
  children: ReactNode
}

/** How to join: what the coordinators wrote, and the steps with the days that the alliance has set. */
export function JoinPage({ title, terms, children }: JoinPageProps) {
  const { t } = useTranslation('public')
  const { draftDays, reviewDays, informationDays, appealDays, retentionMonths } = terms
  const steps = [
    ['apply', draftDays],
    ['read', reviewDays],
    ['ask', informationDays],
    ['decide', appealDays],
    ['board', retentionMonths],
  ] as const
  return (
    <Page width="measure">
      <PageHeader
        title={title}
        lead={t('join.applyLead')}
        actions={
          <>
            <LinkButton to={paths.apply()} variant="primary" reloadDocument>
              {t('join.apply')}
            </LinkButton>
            <LinkButton to={paths.application()} reloadDocument>
              {t('join.continue')}
            </LinkButton>
          </>
        }
      />
      {children}
      <Section title={t('join.timeline')}>
        <ol className="flex flex-col">
          {steps.map(([step, n], place) => (
            <li key={step} className="flex gap-4 border-s border-edge ps-6 pb-6 last:pb-0">
              <span
                aria-hidden="true"
                className="-ms-[calc(1.5rem+0.9rem)] flex size-7 shrink-0 items-center justify-center rounded-full border border-edge bg-paper text-sm tabular-nums"
              >
                {place + 1}
              </span>
              <div className="flex flex-col gap-1">
                <h3 className="font-semibold">{t(`join.steps.${step}.title`)}</h3>
                <p className="max-w-measure text-ink-soft">{t(`join.steps.${step}.text`, { n })}</p>
              </div>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}
