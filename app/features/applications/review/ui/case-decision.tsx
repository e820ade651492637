import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Actions, Button, LinkButton, TextArea } from '#app/ui/index.ts'
import { obstacleTo } from '../rules.ts'
import type { Verdict } from '../schema.ts'
import type { ReviewCase } from '../shapes.ts'

/** The way to a decision: offered if the recommendations allow it. */
export function CaseDecision({ application, asking }: { application: ReviewCase; asking: string | null }) {
  const { t } = useTranslation('review')
  const { abilities, standing } = application
  if (!abilities.speak) return null
  const carried = (['accept', 'decline'] as const).find((verdict) => obstacleTo(verdict, standing) === null)
  return (
    <section
      id="decision"
      aria-labelledby="decision-title"
      className="flex scroll-mt-20 flex-col gap-4 border-t border-line pt-5"
    >
      <h2 id="decision-title" className="text-lg font-semibold">
        {t('decide.title')}
      </h2>
      {carried ? (
        <>
          <p className="max-w-measure">
            {t(`decide.carried.${carried}`)} {t('decide.text')}
          </p>
          {asking !== carried && (
            <p>
              <LinkButton
                to={`?deciding=${carried}`}
                variant={carried === 'accept' ? 'primary' : 'danger'}
                preventScrollReset={false}
              >
                {t(`decide.${carried}`)}
              </LinkButton>
            </p>
          )}
        </>
      ) : (
        <p className="text-ink-soft">{t('quorum.missing', { count: standing.needed - standing.heard })}</p>
      )}
    </section>
  )
}

type DecidingProps = { application: ReviewCase; verdict: Verdict; reply: FormReply | null }

/** Asks, with the name of the institution and with what follows, before a decision is taken. */
export function Deciding({ application, verdict, reply }: DecidingProps) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const { number, answers, email, round } = application
  const name = answers.legalName ?? ''
  const refused = reply?.values.intent === 'decide' ? reply : null
  const accept = verdict === 'accept'
  const happens = accept ? 'accept' : round === 1 ? 'decline' : 'declineFinal'
  return (
    <section
      aria-labelledby="deciding"
      className={`flex flex-col gap-3 border-s-3 px-4 py-4 ${accept ? 'border-accent bg-accent-wash' : 'border-danger bg-danger-wash'}`}
    >
      <h2 id="deciding" dir="auto" className="text-lg font-semibold">
        {t(`decide.asking.${verdict}`, { name })}
      </h2>
      <p className="max-w-measure">
        {t(`decide.happens.${happens}`, { focal: answers.focalName ?? '', email: email ?? '' })}
      </p>
      <Form method="post" noValidate className="flex max-w-measure flex-col gap-4">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="verdict" value={verdict} />
        <TextArea
          label={t(`decide.reason.${verdict}`)}
          help={t('decide.reasonHelp')}
          optional={accept}
          name="reason"
          rows={5}
          defaultValue={refused?.values.reason}
          errors={refused?.errors.reason}
        />
        <Actions>
          <Button
            type="submit"
            variant={accept ? 'primary' : 'danger'}
            pending={state !== 'idle' && formData?.get('intent') === 'decide'}
          >
            {t(`decide.submit.${verdict}`, { name })}
          </Button>
          <LinkButton to={paths.manageApplication(number)}>{t('decide.keep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}
