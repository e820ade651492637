import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BeganFrom, Button } from '#app/ui/index.ts'
import { steps, type FormStep } from '../schema.ts'
import { answersForm } from './step-list.tsx'
import type { StepProps } from './step-props.ts'

/** The form of one part; both ways on keep what was typed. */
export function AnswersForm({
  step,
  application,
  reply,
  children,
}: StepProps & { step: FormStep; children: ReactNode }) {
  const { t } = useTranslation('applications')
  const { state, formData } = useNavigation()
  const place = steps.indexOf(step)
  const next = steps[place + 1]!
  const before = steps[place - 1]
  const going = state === 'idle' ? null : formData?.get('go')
  return (
    <Form id={answersForm} method="post" noValidate className="flex flex-col gap-6">
      {/* The first button of a form is the one that Enter presses: it goes on. */}
      <button type="submit" name="go" value={next} className="sr-only" tabIndex={-1} aria-hidden="true" />
      <BeganFrom name="began" state={application.stamps[step]} told={reply?.values.began} />
      {children}
      <div className="flex flex-wrap gap-3 border-t border-line pt-5">
        <Button type="submit" name="go" value={next} variant="primary" pending={going === next}>
          {t('steps.next')}
        </Button>
        {before && (
          <Button type="submit" name="go" value={before} pending={going === before}>
            {t('steps.back')}
          </Button>
        )}
      </div>
    </Form>
  )
}
