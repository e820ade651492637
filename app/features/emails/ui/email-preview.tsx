import { useTranslation } from 'react-i18next'
import { Section } from '#app/ui/index.ts'
import type { Preview } from '../queries.server.ts'

/** An email as HTML and as plain text. The HTML is that of the email itself, in which all that people typed is text. */
export function EmailPreview({ words: { subject, text, block } }: { words: Preview }) {
  const { t } = useTranslation('emails')
  return (
    <Section title={t('edit.preview')}>
      <p className="text-sm text-ink-soft">{t('edit.previewLead')}</p>
      <div className="grid gap-6 lg:grid-cols-2">
        <figure className="flex min-w-0 flex-col gap-2">
          <figcaption className="font-medium">{t('edit.previewHtml')}</figcaption>
          <div
            // An email is dark on white, whatever the theme of the page around it.
            style={{ background: '#fff', colorScheme: 'light' }}
            className="overflow-x-auto rounded-md border border-edge wrap-anywhere [&_h3]:font-bold [&_p]:my-4"
            dangerouslySetInnerHTML={{ __html: block }}
          />
        </figure>
        <figure className="flex min-w-0 flex-col gap-2">
          <figcaption className="font-medium">{t('edit.previewText')}</figcaption>
          <div className="rounded-md border border-edge bg-wash p-4">
            <p dir="auto" className="font-semibold">
              {subject}
            </p>
            <p dir="auto" className="pt-3 text-sm wrap-anywhere whitespace-pre-line">
              {text}
            </p>
          </div>
        </figure>
      </div>
    </Section>
  )
}
