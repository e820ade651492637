import { useTranslation } from 'react-i18next'
import { RelativeTime, Section } from '#app/ui/index.ts'
import type { TextToEdit } from '../queries.server.ts'

/** The versions of a text, the newest first, each to be read. */
export function TextVersions({ text: { version: current, versions } }: { text: TextToEdit }) {
  const { t } = useTranslation('emails')
  if (versions.length === 0) return null
  return (
    <Section title={t('edit.versions')}>
      <ol className="flex flex-col border-t border-line">
        {versions.map(({ version, subject, body, at, by }) => (
          <li key={version} className="border-b border-line py-2.5">
            <details>
              <summary className="cursor-pointer">
                <span className="font-medium">{t('edit.versionOf', { version })}</span>
                {version === current && (
                  <span className="ms-2 text-sm text-ink-soft">({t('edit.current')})</span>
                )}
                <span className="ms-3 text-sm text-ink-soft">
                  <RelativeTime at={at} />
                  {' · '}
                  <span dir="auto">{by ?? t('templates.somebody')}</span>
                </span>
              </summary>
              <div className="flex max-w-measure flex-col gap-2 pt-3 text-sm">
                {subject === null ? (
                  <p>{t('edit.wentBack')}</p>
                ) : (
                  <>
                    <p dir="auto" className="font-semibold">
                      {subject}
                    </p>
                    <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                      {body}
                    </p>
                  </>
                )}
              </div>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  )
}
