import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import { fill, greetingOf, standardWording, type TextKey, type Values } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'

const Token = z.string().regex(/^[0-9a-f]{48}$/)
/** What every email to an applicant knows. */
const Facts = z.object({
  token: Token,
  number: z.number().nullable(),
  legalName: z.string().nullable(),
  focalName: z.string().nullable(),
})
const Due = z.object({ due: z.iso.datetime({ offset: true }) })
const Text = z.object({ text: z.string() })
const Declined = z.object({ reason: z.string(), appealUntil: z.iso.datetime({ offset: true }).nullable() })
const Accepted = z.object({ reason: z.string().nullable(), invitation: Token.nullable() })
const Lapsing = z.object({ draft: z.boolean() })

type Letter = {
  text: TextKey
  /** What this email knows beside what all of them do. */
  says?: Values
  /** Where it leads, when not to the application. */
  action?: { label: string; path: string }
}

const t = wordsOf('mail')
const day = (moment: string) => longDay(moment, 'en-GB')
const due = (facts: unknown): Values => ({ due: day(Due.parse(facts).due) })

/** The emails to an applicant, each from its facts: which text, and what is named in it. */
const letters: Record<string, (facts: unknown) => Letter> = {
  'application-link': () => ({ text: 'application-link' }),
  'application-received': (facts) => ({ text: 'application-received', says: due(facts) }),
  'application-request': (facts) => ({
    text: 'application-request',
    says: { message: Text.parse(facts).text, ...due(facts) },
  }),
  'application-message': (facts) => ({
    text: 'application-message',
    says: { message: Text.parse(facts).text },
  }),
  'application-accepted'(facts) {
    const { reason, invitation } = Accepted.parse(facts)
    return {
      text: invitation ? 'application-accepted' : 'application-accepted-again',
      says: { reason },
      action: {
        label: t('actions.join'),
        path: invitation ? paths.invitation(invitation) : paths.signIn(),
      },
    }
  },
  'application-declined'(facts) {
    const { reason, appealUntil } = Declined.parse(facts)
    return appealUntil
      ? { text: 'application-declined', says: { reason, until: day(appealUntil) } }
      : { text: 'application-declined-finally', says: { reason } }
  },
  'application-withdrawn': () => ({ text: 'application-withdrawn' }),
  'application-expiring': (facts) => ({
    text: Lapsing.parse(facts).draft ? 'application-expiring-draft' : 'application-expiring',
    says: due(facts),
  }),
  'application-expired': (facts) => ({
    text: Lapsing.parse(facts).draft ? 'application-expired-draft' : 'application-expired',
  }),
  'application-appeal-received': (facts) => ({ text: 'application-appeal-received', says: due(facts) }),
}

/** The writers of the emails to applicants, by kind. `portal` is the address from the settings, never from a request. */
export function applicantEmails(portal: () => string): EmailComposers {
  return Object.fromEntries(
    Object.entries(letters).map(([kind, letter]) => [
      kind,
      (facts: unknown, wording = standardWording) => {
        const { token, number, legalName, focalName } = Facts.parse(facts)
        const { text, says, action } = letter(facts)
        const values: Values = {
          greeting: greetingOf(focalName),
          name: focalName,
          number: number === null ? null : String(number),
          institution: legalName ?? wordsOf('applications')('own.unnamed'),
          ...says,
        }
        return compose({
          ...fill(wording(text), values),
          action: {
            label:
              action?.label ??
              t(kind === 'application-request' ? 'actions.answer' : 'actions.openApplication'),
            url: portal() + (action?.path ?? paths.openApplication(token)),
          },
          foot: t('feet.applicant'),
        })
      },
    ]),
  )
}
