import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Banner, Button } from '#app/ui/index.ts'
import { stepOf } from '../rules.ts'
import { AnswersList } from '../../ui/answers-list.tsx'
import type { StepProps } from './step-props.ts'
import { longDay } from '#app/platform/text.ts'

/** Everything on one page before it is handed in, with what is still missing on top. */
export function CheckStep({ application }: StepProps) {
  const { t, i18n } = useTranslation('applications')
  const { state, formData } = useNavigation()
  const busy = state === 'idle' ? null : formData?.get('intent')
  const { missing, email, expiresAt } = application
  const answers = missing.filter((answer) => answer !== 'email')
  return (
    <>
      {missing.length > 0 && (
        <Banner tone="warn" title={t('check.missingTitle')}>
          <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
            {answers.map((answer) => (
              <li key={answer}>
                <Link to={`${paths.applyStep(stepOf[answer] ?? 'institution')}#${answer}`} className="link">
                  {t(`answers.${answer}` as 'answers.work')}
                </Link>
              </li>
            ))}
            {missing.includes('email') && (
              <li className="wrap-anywhere">
                {t('check.verify', { email })}
                <Form method="post" className="mt-2">
                  <input type="hidden" name="intent" value="resend" />
                  <Button type="submit" size="small" pending={busy === 'resend'}>
                    {t('check.resend')}
                  </Button>
                </Form>
              </li>
            )}
          </ul>
        </Banner>
      )}
      <AnswersList
        application={application}
        change={(step) => (
          <Link
            to={paths.applyStep(step)}
            className="link text-sm"
            aria-label={t('check.changeThis', { part: t(`steps.${step}`) })}
          >
            {t('check.change')}
          </Link>
        )}
      />
      <Form method="post" className="flex flex-col gap-3 border-t border-line pt-5">
        <input type="hidden" name="intent" value="submit" />
        <div>
          <Button type="submit" variant="primary" pending={busy === 'submit'}>
            {t('check.submit')}
          </Button>
        </div>
        {expiresAt && (
          <p className="text-sm text-ink-soft">
            {t('steps.keptUntil', { date: longDay(expiresAt, i18n.language) })}
          </p>
        )}
      </Form>
    </>
  )
}
