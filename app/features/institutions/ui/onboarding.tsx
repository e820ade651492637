import { Form, Link } from '@remix-run/react'
import { Circle, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, Section } from '#app/ui/index.ts'
import { firstSteps, type FirstSteps } from '../onboarding.ts'

/** On the page “My work” of a new institution's primary representative: what to do first, each line a link to where it is done. */
export function Onboarding({ institution: { id, slug, name, steps } }: { institution: FirstSteps }) {
  const { t } = useTranslation('institutions')
  const at = {
    profile: paths.institutionProfile(slug),
    visibility: `${paths.institutionProfile(slug)}#listed`,
    people: paths.institution(slug),
    text: paths.compendia(),
  }
  const done = firstSteps.filter((step) => steps[step]).length
  return (
    <Section
      title={<span dir="auto">{t('onboarding.title', { name })}</span>}
      actions={
        <Form method="post">
          <input type="hidden" name="intent" value="put-away" />
          <input type="hidden" name="institution" value={id} />
          <Button type="submit" size="small" aria-label={t('onboarding.putAwayThis', { name })}>
            {t('onboarding.putAway')}
          </Button>
        </Form>
      }
    >
      <p className="text-sm text-ink-soft">{t('onboarding.done', { done, count: firstSteps.length })}</p>
      <ul className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {firstSteps.map((step) => (
          <li key={step} className="flex items-start gap-3">
            {steps[step] ? (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-final" />
            ) : (
              <Circle aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-soft" />
            )}
            <div className="min-w-0">
              <Link to={at[step]} className="link">
                {t(`onboarding.steps.${step}.title`)}
              </Link>{' '}
              <span className="text-sm text-ink-soft">
                {t(steps[step] ? 'onboarding.is.done' : 'onboarding.is.open')}
              </span>
              <p className="text-sm text-ink-soft">{t(`onboarding.steps.${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
