import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { EmptyState, LinkButton } from '#app/ui/index.ts'
import { AddPaper, PaperList } from './papers.tsx'
import type { StepProps } from './step-props.ts'

/** Papers that go with the application. */
export function PapersStep({ application: { papers }, reply }: StepProps) {
  const { t } = useTranslation('applications')
  return (
    <>
      {papers.length > 0 ? <PaperList papers={papers} /> : <EmptyState title={t('papers.none')} />}
      <AddPaper key={papers.length} reply={reply} />
      <div className="flex flex-wrap gap-3 border-t border-line pt-5">
        <LinkButton to={paths.applyStep('check')} variant="primary">
          {t('steps.goOn')}
        </LinkButton>
        <LinkButton to={paths.applyStep('declarations')}>{t('steps.goBack')}</LinkButton>
      </div>
    </>
  )
}
