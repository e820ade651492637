import { useTranslation } from 'react-i18next'
import { CheckboxGroup, TextArea } from '#app/ui/index.ts'
import { themes } from '#app/features/institutions/index.ts'
import { AnswersForm } from './answers-form.tsx'
import type { StepProps } from './step-props.ts'
import { typed } from './typed.ts'

/** What the institution is for, and what it does for peace operations. */
export function WorkStep({ application, reply }: StepProps) {
  const { answers } = application
  const { t } = useTranslation(['applications', 'institutions'])
  const { text, several, errors } = typed(reply, answers)
  return (
    <AnswersForm step="work" application={application} reply={reply}>
      <TextArea label={t('work.mandate')} help={t('work.mandateHelp')} rows={6} {...text('mandate')} />
      <TextArea label={t('work.work')} help={t('work.workHelp')} rows={8} {...text('work')} />
      <CheckboxGroup
        label={t('work.themes')}
        optional
        name="themes[]"
        id="themes"
        options={themes.map((theme) => ({ value: theme, label: t(`institutions:themes.${theme}`) }))}
        defaultValues={several('themes')}
        errors={errors.themes}
      />
    </AnswersForm>
  )
}
