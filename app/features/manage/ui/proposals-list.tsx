import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import { Button, Section } from '#app/ui/index.ts'
import type { Proposal } from '../proposals.server.ts'

/** What waits for a second coordinator, with what the caller may do about it. Nothing where nothing waits. */
export function ProposalsList({ proposals }: { proposals: Proposal[] }) {
  const { t } = useTranslation('roles')
  if (proposals.length === 0) return null
  return (
    <Section title={t('proposals.title')}>
      <p className="max-w-measure text-ink-soft">{t('proposals.lead')}</p>
      <ul className="flex flex-col gap-5">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <ProposalEntry proposal={proposal} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ProposalEntry({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('roles')
  const { formData } = useNavigation()
  const sentence = useSentence(proposal)
  const { id, by, institution, abilities } = proposal
  const pending = (answer: string) => formData?.get('proposal') === id && formData.get('answer') === answer
  return (
    <Form method="post" action={paths.manage()} className="flex flex-col gap-3">
      <input type="hidden" name="proposal" value={id} />
      <div>
        <p id={`proposal-${id}`} className="wrap-anywhere">
          {sentence}
        </p>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {by && (institution ? t('proposals.byAt', { by, institution }) : t('proposals.by', { by }))}{' '}
          {!abilities.settle && t('proposals.waits')}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        {abilities.settle &&
          (['confirm', 'decline'] as const).map((answer) => (
            <Button
              key={answer}
              type="submit"
              name="answer"
              value={answer}
              pending={pending(answer)}
              aria-describedby={`proposal-${id}`}
            >
              {t(`proposals.${answer}`)}
            </Button>
          ))}
        {abilities.withdraw && (
          <Button
            type="submit"
            name="answer"
            value="withdraw"
            pending={pending('withdraw')}
            aria-describedby={`proposal-${id}`}
          >
            {t('proposals.withdraw')}
          </Button>
        )}
      </div>
    </Form>
  )
}

function useSentence({ kind, person, from, until, quorum }: Proposal): string {
  const { t, i18n } = useTranslation('roles')
  const day = (text: string) => dayWords(text, i18n.language)
  if (kind === 'quorum')
    return quorum === null ? t('proposals.quorumAll') : t('proposals.quorum', { count: quorum })
  const days =
    from && until
      ? t('dates.span', { from: day(from), until: day(until) })
      : t('dates.begins', { from: day(from ?? '') })
  return t(kind === 'coordinator' ? 'proposals.coordinator' : 'proposals.days', {
    person: person ?? '',
    days,
  })
}
