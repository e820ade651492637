import { Form, useNavigation } from '@remix-run/react'
import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, RadioGroup, RelativeTime, TextArea } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'
import type { Verdict } from '../schema.ts'

type Voice = ReviewCase['voices'][number]
type CaseRecommendationsProps = {
  application: ReviewCase
  ownInstitutions: string[]
  reply: FormReply | null
}

/** What each coordinating institution recommends, with reasons, and the reader's own recommendation. */
export function CaseRecommendations({ application, ownInstitutions, reply }: CaseRecommendationsProps) {
  const { t } = useTranslation('review')
  const { voices, round, abilities } = application
  const now = voices.filter((voice) => voice.round === round)
  const before = voices.filter((voice) => voice.round !== round)
  const silent = application.houses.filter(({ name }) => !now.some(({ institution }) => institution === name))
  return (
    <section
      id="recommendations"
      aria-labelledby="recommendations-title"
      className="flex scroll-mt-20 flex-col gap-4 border-t border-line pt-5"
    >
      <h2 id="recommendations-title" className="text-lg font-semibold">
        {t('recommendations.title')}
      </h2>
      <p className="text-sm text-ink-soft">{t('recommendations.lead')}</p>
      <ul className="flex flex-col gap-5">
        {now.map((voice) => (
          <VoiceEntry key={voice.institution + voice.at} voice={voice} />
        ))}
        {abilities.review &&
          silent.map(({ id, name }) => (
            <li key={id} dir="auto">
              {name}: <span className="text-ink-soft">{t('recommendations.notHeard')}</span>
            </li>
          ))}
      </ul>
      {before.length > 0 && (
        <details>
          <summary className="link w-fit cursor-pointer">{t('recommendations.earlier')}</summary>
          <ul className="flex flex-col gap-5 pt-4">
            {before.map((voice) => (
              <VoiceEntry key={voice.institution + voice.at} voice={voice} />
            ))}
          </ul>
        </details>
      )}
      {abilities.speak && (
        <Recommend
          mine={now.find(({ mine }) => mine)}
          institution={ownInstitutions.length === 1 ? ownInstitutions[0] : undefined}
          reply={reply}
        />
      )}
    </section>
  )
}

function VoiceEntry({ voice: { institution, author, verdict, reasons, at } }: { voice: Voice }) {
  const { t } = useTranslation('review')
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span dir="auto" className="font-medium">
          {institution}
        </span>
        <VerdictWord verdict={verdict} />
      </p>
      <p dir="auto" className="max-w-measure font-serif text-lg wrap-anywhere whitespace-pre-line">
        {reasons}
      </p>
      <p className="text-sm text-ink-soft">
        <span dir="auto">{author ?? t('somebody')}</span> · <RelativeTime at={at} />
      </p>
    </li>
  )
}

function VerdictWord({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('review')
  const Sign = verdict === 'accept' ? ThumbsUp : ThumbsDown
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-sm font-medium ${verdict === 'accept' ? 'text-final' : 'text-blocked'}`}
    >
      <Sign aria-hidden="true" className="size-4 shrink-0" />
      {t(`recommendations.verdicts.${verdict}`)}
    </span>
  )
}

function Recommend({
  mine,
  institution,
  reply,
}: {
  mine?: Voice
  institution?: string
  reply: FormReply | null
}) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const refused = reply?.values.intent === 'recommend' ? reply : null
  const form = (
    <Form key={mine?.at} method="post" noValidate className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="recommend" />
      <RadioGroup
        label={t('recommendations.verdict')}
        name="verdict"
        inline
        defaultValue={refused?.values.verdict ?? mine?.verdict}
        errors={refused?.errors.verdict}
        options={(['accept', 'decline'] as const).map((value) => ({
          value,
          label: t(`recommendations.verdicts.${value}`),
        }))}
      />
      <TextArea
        label={t('recommendations.reasons')}
        help={t('recommendations.reasonsHelp')}
        name="reasons"
        rows={4}
        defaultValue={refused?.values.reasons ?? mine?.reasons}
        errors={refused?.errors.reasons}
      />
      <div>
        <Button type="submit" pending={state !== 'idle' && formData?.get('intent') === 'recommend'}>
          {t('recommendations.submit')}
        </Button>
      </div>
    </Form>
  )
  if (mine) {
    return (
      <details open={Boolean(refused)}>
        <summary className="link w-fit cursor-pointer">{t('recommendations.change')}</summary>
        <div className="pt-4">{form}</div>
      </details>
    )
  }
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-semibold" dir="auto">
        {institution ? t('recommendations.yoursFor', { institution }) : t('recommendations.yours')}
      </h3>
      {form}
    </div>
  )
}
