import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, classNames, exactWords, Section, TextField } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'
import { CaseState } from './case-state.tsx'

/** The emails about an application, and its states in order. */
export function CaseHistory({
  application: { letters, trail },
  reply,
}: {
  application: ReviewCase
  reply: FormReply | null
}) {
  const { t, i18n } = useTranslation('review')
  const exact = (at: string) => exactWords(new Date(at).getTime(), 'UTC', i18n.language)
  return (
    <>
      <Section title={t('emails.title')}>
        {letters.length === 0 && <p className="text-ink-soft">{t('emails.none')}</p>}
        <ol className="flex flex-col border-t border-line empty:hidden">
          {letters.map((letter) => (
            <li key={letter.id} className="border-b border-line py-2.5">
              <Letter
                letter={letter}
                exact={exact}
                reply={reply?.values.letter === letter.id ? reply : null}
              />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('history.title')}>
        <ol className="flex flex-col gap-2">
          {trail.map(({ at, state, by, author }) => (
            <li key={at + state} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <CaseState state={state} />
              <span dir="auto">
                {by === 'visitor'
                  ? t('history.applicant')
                  : by === 'portal'
                    ? t('history.portal')
                    : (author ?? t('somebody'))}
              </span>
              <time dateTime={at} className="text-ink-soft">
                {exact(at)}
              </time>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

type LetterProps = {
  letter: ReviewCase['letters'][number]
  exact: (at: string) => string
  /** What became of the form in this email. */
  reply: FormReply | null
}

function Letter({ letter, exact, reply }: LetterProps) {
  const { t } = useTranslation('review')
  const { subject, to, sentAt, at, bouncedAt, text } = letter
  return (
    <details open={reply !== null || undefined}>
      <summary className="cursor-pointer">
        <span dir="auto" className="font-medium">
          {subject ?? t('emails.unnamed')}
        </span>{' '}
        <span className="text-sm text-ink-soft">
          {t('emails.to', { email: to })} · <OutboxState letter={letter} /> ·{' '}
          {exact(bouncedAt ?? sentAt ?? at)}
        </span>
      </summary>
      <p dir="auto" className="max-w-measure pt-3 text-sm wrap-anywhere whitespace-pre-line">
        {text || t('emails.noWords')}
      </p>
      {sentAt && !bouncedAt && <CameBack letter={letter} reply={reply} />}
    </details>
  )
}

function OutboxState({
  letter: { failed, sentAt, bouncedAt, bounceKind, bounceReason },
}: Pick<LetterProps, 'letter'>) {
  const { t } = useTranslation('review')
  if (!bouncedAt) return t(failed ? 'emails.failed' : sentAt ? 'emails.sent' : 'emails.waiting')
  return (
    <strong className={classNames('wrap-anywhere', bounceKind === 'hard' ? 'text-danger' : 'text-ink')}>
      {t(bounceKind === 'soft' ? 'emails.backSoft' : 'emails.back', {
        reason: bounceReason || t('emails.noReason'),
      })}
    </strong>
  )
}

/** Where a coordinator writes down what the mail server told somebody's own mailbox. */
function CameBack({ letter: { id }, reply }: Pick<LetterProps, 'letter' | 'reply'>) {
  const { t } = useTranslation('review')
  const { formData } = useNavigation()
  return (
    <details className="pt-3 text-sm" open={reply !== null || undefined}>
      <summary className="link w-fit cursor-pointer">{t('emails.cameBack')}</summary>
      <Form method="post" noValidate className="flex max-w-measure flex-col gap-3 pt-3">
        <input type="hidden" name="intent" value="returned" />
        <input type="hidden" name="letter" value={id} />
        <TextField
          label={t('emails.said')}
          help={t('emails.saidHelp')}
          name="said"
          id={`said-${id}`}
          optional
          defaultValue={reply?.values.said}
          errors={reply?.errors.said}
        />
        <div>
          <Button type="submit" size="small" pending={formData?.get('letter') === id}>
            {t('emails.submit')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
