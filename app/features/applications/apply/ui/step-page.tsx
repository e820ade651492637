import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { ErrorSummary, Page, PageHeader } from '#app/ui/index.ts'
import { isFormStep, steps, type Step } from '../schema.ts'
import { CheckStep } from './check-step.tsx'
import { DeclarationsStep } from './declarations-step.tsx'
import { InstitutionStep } from './institution-step.tsx'
import { PapersStep } from './papers-step.tsx'
import { PeopleStep } from './people-step.tsx'
import type { StepProps } from './step-props.ts'
import { StepList } from './step-list.tsx'
import { WorkStep } from './work-step.tsx'

const bodies = {
  institution: InstitutionStep,
  work: WorkStep,
  people: PeopleStep,
  declarations: DeclarationsStep,
  papers: PapersStep,
  check: CheckStep,
}

/** One part of the form, with the list of all of them; going from part to part keeps what was typed. */
export function StepPage({ step, application, reply }: StepProps & { step: Step }) {
  const { t } = useTranslation('applications')
  const Body = bodies[step]
  return (
    <Page className="max-w-5xl">
      <PageHeader
        crumbs={[{ label: t('begin.title'), href: paths.apply() }, { label: t(`steps.${step}`) }]}
        title={t(`steps.${step}`)}
        lead={t(`${step}.lead`)}
        meta={t('steps.place', { place: steps.indexOf(step) + 1, count: steps.length })}
      />
      <div className="grid gap-x-14 gap-y-8 md:grid-cols-[15rem_minmax(0,1fr)]">
        <StepList step={step} missing={application.missing} saves={isFormStep(step)} />
        <div className="flex max-w-2xl min-w-0 flex-col gap-6">
          <ErrorSummary errors={reply?.errors} />
          <Body application={application} reply={reply} />
        </div>
      </div>
    </Page>
  )
}
