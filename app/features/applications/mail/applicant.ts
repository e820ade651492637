import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Draft, type Words } from '#app/platform/mail/compose.ts'
import type { LetterWriters } from '#app/platform/mail/outbox.server.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'

const Token = z.string().regex(/^[0-9a-f]{48}$/)
/** What every letter to an applicant knows. */
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

type Letter = Pick<Draft, 'subject' | 'paragraphs'> & { action?: Draft['action'] }
type Setting = {
  facts: unknown
  /** Words that a sentence may name. */
  named: { number: string; institution: string }
  /** The portal's address from the settings, never from a request. */
  portal: string
}

const t = wordsOf('mail')

const day = (moment: string) => longDay(moment, 'en-GB')
/** A text by people, as paragraphs of its own. */
const quoted = (text: string) => text.split(/\n{2,}/).filter((part) => part.trim() !== '')

/** The letters to an applicant, each from its facts. */
const letters: Record<string, (setting: Setting) => Letter> = {
  'application-link': () => ({
    subject: t('applicant.link.subject'),
    paragraphs: [t('applicant.link.text'), t('applicant.link.stranger')],
  }),
  'application-received': ({ facts, named }) => ({
    subject: t('applicant.received.subject', named),
    paragraphs: [
      t('applicant.received.text', named),
      t('applicant.received.next', { due: day(Due.parse(facts).due) }),
    ],
  }),
  'application-request': ({ facts, named }) => ({
    subject: t('applicant.request.subject', named),
    paragraphs: [
      t('applicant.request.text', named),
      ...quoted(Text.parse(facts).text),
      t('applicant.request.next', { due: day(Due.parse(facts).due) }),
    ],
  }),
  'application-message': ({ facts, named }) => ({
    subject: t('applicant.message.subject', named),
    paragraphs: [t('applicant.message.text', named), ...quoted(Text.parse(facts).text)],
  }),
  'application-accepted': ({ facts, named, portal }) => {
    const { reason, invitation } = Accepted.parse(facts)
    return {
      subject: t('applicant.accepted.subject', named),
      paragraphs: [
        t('applicant.accepted.text', named),
        ...quoted(reason ?? ''),
        t(invitation ? 'applicant.accepted.next' : 'applicant.accepted.again'),
      ],
      action: {
        label: t('applicant.accepted.action'),
        url: portal + (invitation ? paths.invitation(invitation) : paths.signIn()),
      },
    }
  },
  'application-declined': ({ facts, named }) => {
    const { reason, appealUntil } = Declined.parse(facts)
    return {
      subject: t('applicant.declined.subject', named),
      paragraphs: [
        t('applicant.declined.text', named),
        ...quoted(reason),
        appealUntil
          ? t('applicant.declined.appeal', { until: day(appealUntil) })
          : t('applicant.declined.final'),
      ],
    }
  },
  'application-withdrawn': ({ named }) => ({
    subject: t('applicant.withdrawn.subject'),
    paragraphs: [t('applicant.withdrawn.text', named)],
  }),
  'application-expiring': ({ facts, named }) => ({
    subject: t('applicant.expiring.subject'),
    paragraphs: [
      t(Lapsing.parse(facts).draft ? 'applicant.expiring.draft' : 'applicant.expiring.text', {
        ...named,
        due: day(Due.parse(facts).due),
      }),
    ],
  }),
  'application-expired': ({ facts, named }) => ({
    subject: t('applicant.expired.subject'),
    paragraphs: [t(Lapsing.parse(facts).draft ? 'applicant.expired.draft' : 'applicant.expired.text', named)],
  }),
  'application-appeal-received': ({ facts, named }) => ({
    subject: t('applicant.appeal-received.subject', named),
    paragraphs: [t('applicant.appeal-received.text', { ...named, due: day(Due.parse(facts).due) })],
  }),
}

/** The writers of the letters to applicants, by kind. `portal` is the address from the settings, never from a request. */
export function applicantLetters(portal: () => string): LetterWriters {
  return Object.fromEntries(
    Object.entries(letters).map(([kind, write]) => [
      kind,
      (facts: unknown): Words => {
        const { token, number, legalName, focalName } = Facts.parse(facts)
        const named = {
          number: String(number ?? ''),
          institution: legalName ?? wordsOf('applications')('own.unnamed'),
        }
        const { subject, paragraphs, action } = write({ facts, named, portal: portal() })
        return compose({
          subject,
          paragraphs: [
            focalName ? t('applicant.greeting', { name: focalName }) : t('applicant.greetingPlain'),
            ...paragraphs,
          ],
          action: action ?? {
            label: t(kind === 'application-request' ? 'applicant.request.action' : 'applicant.open'),
            url: portal() + paths.openApplication(token),
          },
          foot: t('applicant.foot'),
        })
      },
    ]),
  )
}
