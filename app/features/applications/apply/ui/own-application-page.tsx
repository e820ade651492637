import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  Actions,
  Button,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  Section,
  TextArea,
} from '#app/ui/index.ts'
import type { OwnApplication } from '../../shapes.ts'
import { AnswersList } from '../../ui/answers-list.tsx'
import { ApplicationState } from '../../ui/application-state.tsx'
import { Conversation } from './conversation.tsx'
import { nextSteps } from './next-steps.ts'
import { AddPaper, PaperList } from './papers.tsx'

type OwnApplicationPageProps = {
  application: OwnApplication
  /** How long the application is kept after a decline. */
  retentionMonths: number
  /** Whether the applicant is about to take it back, from the address. */
  withdrawing: boolean
  /** ISO moment in UTC. */
  now: string
  reply: FormReply | null
}

/** The status of an application, what happens next and by when, and what can be done about it. */
export function OwnApplicationPage(props: OwnApplicationPageProps) {
  const { application, retentionMonths, withdrawing, now, reply } = props
  const { t, i18n } = useTranslation('applications')
  const { state, number, answers, papers, messages } = application
  const open = state === 'submitted' || state === 'under review' || state === 'information requested'
  const asked = state === 'information requested'
  return (
    <Page width="measure">
      <PageHeader
        title={number ? t('own.numbered', { number }) : t('own.title')}
        lead={<span dir="auto">{t('own.of', { name: answers.legalName ?? t('own.unnamed') })}</span>}
        meta={<ApplicationState state={state} />}
      />
      <ErrorSummary errors={reply?.errors} />
      {withdrawing && open && <Withdraw />}
      <Section title={t('own.next')}>
        {nextSteps(application, now, i18n.language).map((sentence) => (
          <p key={sentence} className="max-w-measure font-serif text-lg">
            {sentence}
          </p>
        ))}
        {(state === 'withdrawn' || state === 'expired') && (
          <p>
            <LinkButton to={paths.apply()}>{t('own.again')}</LinkButton>
          </p>
        )}
      </Section>
      {(open || messages.length > 0) && (
        <Section title={t('own.conversation')}>
          <Conversation messages={messages} />
          {asked && (
            <div className="flex flex-col gap-4">
              <h3 className="font-semibold">{t('own.addPapers')}</h3>
              {papers.length > 0 && <PaperList papers={papers} />}
              <AddPaper key={papers.length} reply={reply} />
            </div>
          )}
          {open && <Write key={messages.length} intent="write" asked={asked} reply={reply} />}
          {application.appealUntil && <Write intent="appeal" asked={false} reply={reply} />}
        </Section>
      )}
      <Section title={t('own.sentIn')}>
        <details>
          <summary className="link w-fit cursor-pointer">{t('own.showAnswers')}</summary>
          <div className="flex flex-col gap-8 pt-5">
            <AnswersList application={application} />
            {!asked && papers.length > 0 && <PaperList papers={papers} />}
          </div>
        </details>
        <p className="max-w-measure text-sm text-ink-soft">{t('own.kept', { months: retentionMonths })}</p>
      </Section>
      {open && !withdrawing && (
        <p className="border-t border-line pt-5">
          <LinkButton to="?withdrawing" size="small" preventScrollReset={false}>
            {t('own.withdraw')}
          </LinkButton>
        </p>
      )}
    </Page>
  )
}

function Write({
  intent,
  asked,
  reply,
}: {
  intent: 'write' | 'appeal'
  asked: boolean
  reply: FormReply | null
}) {
  const { t } = useTranslation('applications')
  const { state, formData } = useNavigation()
  const mine = reply?.values.intent === intent ? reply : null
  const appeal = intent === 'appeal'
  return (
    <Form method="post" noValidate className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={intent} />
      <TextArea
        label={t(appeal ? 'own.appealTitle' : asked ? 'own.answer' : 'own.write')}
        {...((appeal || asked) && { help: t(appeal ? 'own.appealHelp' : 'own.answerHelp') })}
        name="body"
        rows={5}
        defaultValue={mine?.values.body}
        errors={mine?.errors.body}
      />
      <div>
        <Button
          type="submit"
          variant={asked || appeal ? 'primary' : 'quiet'}
          pending={state !== 'idle' && formData?.get('intent') === intent}
        >
          {t(appeal ? 'own.appealSend' : asked ? 'own.sendAnswer' : 'own.send')}
        </Button>
      </div>
    </Form>
  )
}

/** Asks before an application is taken back: it cannot be undone. */
function Withdraw() {
  const { t } = useTranslation('applications')
  const { state } = useNavigation()
  return (
    <section
      aria-labelledby="withdrawing"
      className="flex flex-col gap-3 border-s-3 border-danger bg-danger-wash px-4 py-4"
    >
      <h2 id="withdrawing" className="text-lg font-semibold">
        {t('own.withdrawTitle')}
      </h2>
      <p>{t('own.withdrawText')}</p>
      <Form method="post" action={paths.application()}>
        <input type="hidden" name="intent" value="withdraw" />
        <Actions>
          <Button type="submit" variant="danger" pending={state === 'submitting'}>
            {t('own.withdraw')}
          </Button>
          <LinkButton to={paths.application()}>{t('own.withdrawKeep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}

/** Nothing to show: this browser holds no link. */
export function NoApplication() {
  const { t } = useTranslation('applications')
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('own.noneTitle')} lead={t('own.noneText')} />
      <p>
        <LinkButton to={paths.apply()} variant="primary">
          {t('begin.submit')}
        </LinkButton>
      </p>
    </Page>
  )
}
