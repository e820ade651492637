import { wordsOf } from '#app/platform/i18n/index.ts'
import { exactWords } from '#app/ui/index.ts'
import type { ReviewCase } from './shapes.ts'

/** What somebody else did to a case meanwhile, as a sentence for whoever pressed second. */
export function whatHappened({ state, trail }: Pick<ReviewCase, 'state' | 'trail'>): string {
  const t = wordsOf('review')
  const last = trail.at(-1)
  const at = last ? exactWords(new Date(last.at).getTime(), 'UTC', 'en') : ''
  const who =
    last?.by === 'visitor'
      ? t('meanwhile.applicant')
      : last?.by === 'portal'
        ? t('meanwhile.portal')
        : (last?.author ?? t('somebody'))
  return t('meanwhile.sentence', { deed: t(`meanwhile.deeds.${state}`, { who }), at })
}
