import { Link } from '@remix-run/react'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { classNames } from '#app/ui/index.ts'
import { stepOf } from '../rules.ts'
import { steps, type Step } from '../schema.ts'

/** The form of a part; buttons outside it send it, too. */
export const answersForm = 'answers'

type StepListProps = {
  step: Step
  /** What cannot be left out and is not there yet. */
  missing: readonly string[]
  /** Whether this part has answers to keep on the way: then the list sends the form. */
  saves: boolean
}

/** All parts of the form in order, what each still misses, and the way to it. */
export function StepList({ step, missing, saves }: StepListProps) {
  const { t } = useTranslation('applications')
  return (
    <nav aria-label={t('steps.label')} className="max-md:order-last">
      <ol className="flex flex-col max-md:border-y max-md:border-line max-md:py-2">
        {steps.map((each) => {
          const count = missing.filter((answer) => stepOf[answer] === each && answer !== 'email').length
          const required = Object.values(stepOf).some((step) => step === each)
          const look = classNames(
            'flex w-full items-start gap-2.5 py-2 text-start',
            each === step ? 'font-semibold' : 'link-quiet text-ink-soft hover:text-ink',
          )
          const words = (
            <>
              {required && count === 0 ? (
                <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-final" />
              ) : (
                <CircleDashed aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
              )}
              <span className="flex flex-col">
                {t(`steps.${each}`)}
                {required && (
                  <span className="text-sm font-normal text-ink-soft">
                    {count === 0 ? t('steps.complete') : t('steps.missing', { count })}
                  </span>
                )}
              </span>
            </>
          )
          return (
            <li key={each}>
              {each === step ? (
                <span aria-current="step" className={look}>
                  {words}
                </span>
              ) : saves ? (
                <button type="submit" form={answersForm} name="go" value={each} className={look}>
                  {words}
                </button>
              ) : (
                <Link to={paths.applyStep(each)} className={look}>
                  {words}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
