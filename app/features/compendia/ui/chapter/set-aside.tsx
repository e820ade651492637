import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Banner, LinkButton } from '#app/ui/index.ts'

/** Says to who leads a compendium that a chapter's text could not be prepared for reading, and what they can do. */
export function SetAside({ chapterId }: { chapterId: string }) {
  const { t } = useTranslation('collab')
  return (
    <div className="mx-auto w-full max-w-wide px-4 pt-4 sm:px-8">
      <Banner
        tone="warn"
        title={t('fault.title')}
        action={<LinkButton to={paths.restoreChapter(chapterId)}>{t('fault.restore')}</LinkButton>}
      >
        <p>{t('fault.text')}</p>
      </Banner>
    </div>
  )
}
