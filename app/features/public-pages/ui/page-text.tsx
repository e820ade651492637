import { useTranslation } from 'react-i18next'
import { dayWords } from '#app/platform/text.ts'
import { Page, PageHeader } from '#app/ui/index.ts'
import type { PublicPage } from '../queries.server.ts'

/** A text of a public page, set to be read. */
export function TextPage({ text }: { text: PublicPage }) {
  return (
    <Page width="measure">
      <PageHeader title={text.title} />
      <Running text={text} />
    </Page>
  )
}

/** The words of a text, with the day they were last changed. */
export function Running({ text: { html, savedAt } }: { text: PublicPage }) {
  const { t, i18n } = useTranslation('public')
  return (
    <>
      {/* Rendered on the server from the document, where everything stored is escaped or checked again. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      <p className="text-sm text-ink-soft">{t('asOf', { date: dayWords(savedAt, i18n.language) })}</p>
    </>
  )
}
