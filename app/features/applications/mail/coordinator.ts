import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import { fill, greetingOf, standardWording } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'

const Facts = z.object({
  name: z.string(),
  number: z.number(),
  legalName: z.string(),
  due: z.iso.datetime({ offset: true }).nullable(),
})

/** The kinds, and whether a decision is still due. */
const kinds = {
  'application-arrived': { open: true },
  'application-answered': { open: true },
  'application-taken-back': { open: false },
  'application-appealed': { open: true },
  'application-lapsed': { open: false },
  'application-due': { open: true },
} as const

/** The writers of the emails to coordinators about an application, by kind. `portal` is the address from the settings. */
export function coordinatorEmails(portal: () => string): EmailComposers {
  const t = wordsOf('mail')
  const all = Object.keys(kinds) as (keyof typeof kinds)[]
  return Object.fromEntries(
    all.map((kind) => [
      kind,
      (facts: unknown, wording = standardWording) => {
        const { name, number, legalName, due } = Facts.parse(facts)
        return compose({
          ...fill(wording(kind), {
            greeting: greetingOf(name),
            name,
            number: String(number),
            institution: legalName,
            due: kinds[kind].open && due ? longDay(due, 'en-GB') : null,
          }),
          action: { label: t('actions.openApplication'), url: portal() + paths.manageApplication(number) },
          foot: t('feet.coordinator'),
          choices: { label: t('choices'), url: portal() + paths.emailPreferences() },
        })
      },
    ]),
  )
}
