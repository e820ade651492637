import { useTranslation } from 'react-i18next'
import { RadioGroup, TextArea } from '#app/ui/index.ts'
import { AnswersForm } from './answers-form.tsx'
import type { StepProps } from './step-props.ts'
import { typed } from './typed.ts'

/** Conflicts of interest, and what may be shown in public. */
export function DeclarationsStep({ application, reply }: StepProps) {
  const { answers } = application
  const { t } = useTranslation('applications')
  const { text, errors } = typed(reply, answers)
  const yesNo = [
    { value: 'no', label: t('declarations.no') },
    { value: 'yes', label: t('declarations.yes') },
  ]
  const chosen = (name: string, kept: boolean | null) =>
    reply ? reply.values[name] : kept === null ? undefined : kept ? 'yes' : 'no'
  const declared = answers.conflicts === null ? null : answers.conflicts !== ''
  return (
    <AnswersForm step="declarations" application={application} reply={reply}>
      <RadioGroup
        label={t('declarations.hasConflicts')}
        help={t('declarations.hasConflictsHelp')}
        name="hasConflicts"
        inline
        options={yesNo}
        defaultValue={chosen('hasConflicts', declared)}
        errors={errors.hasConflicts}
      />
      <TextArea
        label={t('declarations.conflicts')}
        help={t('declarations.conflictsHelp')}
        optional
        {...text('conflicts')}
      />
      <RadioGroup
        label={t('declarations.showInDirectory')}
        help={t('declarations.showInDirectoryHelp')}
        name="showInDirectory"
        inline
        options={yesNo}
        defaultValue={chosen('showInDirectory', answers.showInDirectory)}
        errors={errors.showInDirectory}
      />
      <RadioGroup
        label={t('declarations.showFocalPerson')}
        help={t('declarations.showFocalPersonHelp')}
        name="showFocalPerson"
        inline
        options={yesNo}
        defaultValue={chosen('showFocalPerson', answers.showFocalPerson)}
        errors={errors.showFocalPerson}
      />
    </AnswersForm>
  )
}
