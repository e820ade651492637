import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Words } from '#app/platform/mail/compose.ts'
import type { LetterWriters } from '#app/platform/mail/outbox.server.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'

const Facts = z.object({
  name: z.string(),
  number: z.number(),
  legalName: z.string(),
  due: z.iso.datetime({ offset: true }).nullable(),
})

/** Which words each kind has, and whether a decision is still due. */
const kinds = {
  'application-arrived': { words: 'arrived', open: true },
  'application-answered': { words: 'answered', open: true },
  'application-taken-back': { words: 'taken-back', open: false },
  'application-appealed': { words: 'appealed', open: true },
  'application-lapsed': { words: 'lapsed', open: false },
  'application-due': { words: 'soon-due', open: true },
} as const

/** The writers of the letters to coordinators about an application, by kind. `portal` is the address from the settings. */
export function coordinatorLetters(portal: () => string): LetterWriters {
  const t = wordsOf('mail')
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, { words, open }]) => [
      kind,
      (facts: unknown): Words => {
        const { name, number, legalName, due } = Facts.parse(facts)
        const named = { number: String(number), institution: legalName }
        return compose({
          subject: t(`coordinator.${words}.subject`, named),
          paragraphs: [
            t('coordinator.greeting', { name }),
            t(`coordinator.${words}.text`, named),
            ...(open && due ? [t('coordinator.due', { due: longDay(due, 'en-GB') })] : []),
          ],
          action: { label: t('coordinator.open'), url: portal() + paths.manageApplication(number) },
          foot: t('coordinator.foot'),
        })
      },
    ]),
  )
}
