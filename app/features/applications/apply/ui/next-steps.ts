import { wordsOf } from '#app/platform/i18n/index.ts'
import type { OwnApplication } from '../../shapes.ts'
import { longDay } from '#app/platform/text.ts'

/** What happens next and by when, in sentences for the applicant. `now` is an ISO moment. */
export function nextSteps(application: OwnApplication, now: string, language: string): string[] {
  const t = wordsOf('applications')
  const { state, dueAt, answerDueAt, closedAt, appealedAt, appealUntil, institution } = application
  const date = (moment: string | null) => (moment ? longDay(moment, language) : '')
  switch (state) {
    case 'submitted':
    case 'under review':
      return [
        dueAt !== null && dueAt < now
          ? t('own.nextWords.overdue', { date: date(dueAt) })
          : t(`own.nextWords.${state}`, { date: date(dueAt) }),
      ]
    case 'information requested':
      return [t('own.nextWords.information requested', { date: date(answerDueAt) })]
    case 'accepted':
      return [t('own.nextWords.accepted', { institution: institution ?? '' })]
    case 'declined':
      return [
        t('own.nextWords.declined'),
        appealUntil
          ? t('own.nextWords.appeal', { date: date(appealUntil) })
          : t(appealedAt ? 'own.nextWords.appealed' : 'own.nextWords.late'),
      ]
    case 'withdrawn':
    case 'expired':
      return [t(`own.nextWords.${state}`, { date: date(closedAt) })]
    case 'draft':
      return []
  }
}
