import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SamePageLink } from './same-page-link.tsx'

export type ErrorSummaryProps = {
  /** Messages by field; under `''` those that concern the form as a whole. */
  errors?: Record<string, string[] | undefined>
  /** The heading; counts the messages when left out. */
  title?: string
}

type Message = { field: string; text: string }

/** What is wrong, on top of a form, each message linked to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors = {}, title }: ErrorSummaryProps) {
  const messages = Object.entries(errors).flatMap(([field, texts]) =>
    (texts ?? []).map((text) => ({ field, text })),
  )
  if (messages.length === 0) return null
  // Other messages are another summary: it takes the focus again.
  return <Summary key={JSON.stringify(messages)} messages={messages} title={title} />
}

function Summary({ messages, title }: { messages: Message[]; title?: string }) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-2 border-s-3 border-danger bg-danger-wash px-4 py-3"
    >
      <h2 className="font-semibold">{title ?? t('errors.title', { count: messages.length })}</h2>
      <ul className="flex flex-col gap-1">
        {messages.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field ? (
              <SamePageLink to={field} className="link text-danger hover:text-danger-strong">
                {text}
              </SamePageLink>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
