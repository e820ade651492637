import { Form, useNavigation } from '@remix-run/react'
import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, RelativeTime, TextArea } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'

/** What coordinators tell each other: set on another ground, so that nobody takes it for a message to the applicant. */
export function CaseNotes({
  application: { notes },
  reply,
}: {
  application: ReviewCase
  reply: FormReply | null
}) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const mine = reply?.values.intent === 'note' ? reply : null
  return (
    <section
      aria-labelledby="notes"
      className="flex flex-col gap-4 border-y border-line bg-wash px-4 py-5 sm:px-6"
    >
      <div className="flex flex-col gap-1">
        <h2 id="notes" className="flex items-center gap-2 text-lg font-semibold">
          <Lock aria-hidden="true" className="size-4" />
          {t('notes.title')}
        </h2>
        <p className="text-sm text-ink-soft">{t('notes.lead')}</p>
      </div>
      {notes.length > 0 && (
        <ol className="flex flex-col gap-4">
          {notes.map(({ body, at, author }) => (
            <li key={at}>
              <p className="text-sm text-ink-soft">
                <span dir="auto" className="font-medium text-ink">
                  {author ?? t('somebody')}
                </span>{' '}
                · <RelativeTime at={at} />
              </p>
              <p dir="auto" className="max-w-measure pt-0.5 wrap-anywhere whitespace-pre-line">
                {body}
              </p>
            </li>
          ))}
        </ol>
      )}
      <Form key={notes.length} method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="note" />
        <TextArea
          label={t('notes.note')}
          name="note"
          rows={3}
          defaultValue={mine?.values.note}
          errors={mine?.errors.note}
        />
        <div>
          <Button type="submit" pending={state !== 'idle' && formData?.get('intent') === 'note'}>
            {t('notes.submit')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
