import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, RadioGroup, RelativeTime, Section, TextArea } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'

type CaseConversationProps = { application: ReviewCase; reply: FormReply | null }

/** What applicant and alliance said to each other, and a way to write on. */
export function CaseConversation({ application, reply }: CaseConversationProps) {
  const { t } = useTranslation('review')
  const { messages, email, abilities } = application
  return (
    <Section title={t('conversation.title')}>
      {messages.length === 0 ? (
        <p className="text-ink-soft">{t('conversation.none')}</p>
      ) : (
        <Messages messages={messages} />
      )}
      {email === null && <p className="text-sm text-ink-soft">{t('conversation.forgotten')}</p>}
      {abilities.write && email !== null && (
        <>
          <p className="text-sm text-ink-soft">{t('conversation.lead', { email })}</p>
          <Write key={messages.length} application={application} reply={reply} />
        </>
      )}
    </Section>
  )
}

function Messages({ messages }: Pick<ReviewCase, 'messages'>) {
  const { t } = useTranslation('review')
  const kinds = useTranslation('applications').t
  return (
    <ol className="flex flex-col gap-5">
      {messages.map(({ kind, mine, body, at, author }) => (
        <li key={at + kind} className={mine ? 'border-s-2 border-accent ps-4' : 'ps-6'}>
          <p className="text-sm text-ink-soft">
            <span dir="auto" className="font-medium text-ink">
              {mine ? t('conversation.applicant') : (author ?? t('somebody'))}
            </span>{' '}
            · {kinds(`own.messageKinds.${kind}`)} · <RelativeTime at={at} />
          </p>
          <p dir="auto" className="max-w-measure pt-1 font-serif text-lg wrap-anywhere whitespace-pre-line">
            {body}
          </p>
        </li>
      ))}
    </ol>
  )
}

function Write({ application: { abilities }, reply }: CaseConversationProps) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const mine = reply?.values.intent === 'write' ? reply : null
  return (
    <Form method="post" noValidate className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="write" />
      {abilities.ask ? (
        <RadioGroup
          label={t('write.kind')}
          name="kind"
          defaultValue={mine?.values.kind ?? 'message'}
          errors={mine?.errors.kind}
          options={[
            { value: 'message', label: t('write.message'), help: t('write.messageHelp') },
            { value: 'request', label: t('write.request'), help: t('write.requestHelp') },
          ]}
        />
      ) : (
        <input type="hidden" name="kind" value="message" />
      )}
      <TextArea
        label={t('write.body')}
        name="body"
        rows={4}
        defaultValue={mine?.values.body}
        errors={mine?.errors.body}
      />
      <div>
        <Button type="submit" pending={state !== 'idle' && formData?.get('intent') === 'write'}>
          {t('write.submit')}
        </Button>
      </div>
    </Form>
  )
}
