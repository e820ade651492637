import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import {
  fill,
  greetingOf,
  standardWording,
  type EmailTemplate,
  type Values,
} from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), institution: z.string(), slug: z.string() })
const Given = Facts.extend({ successor: z.string() })
const Taken = Facts.extend({ by: z.string().nullable() })

/** The emails to both sides of a handover. `portal` is the address from the settings, never from a request. */
export function handoverEmails(portal: () => string): EmailComposers {
  const t = wordsOf('mail')
  const letter = (text: EmailTemplate, { name, institution, slug }: z.infer<typeof Facts>, says: Values) =>
    compose({
      ...fill(text, { greeting: greetingOf(name), name, institution, ...says }),
      action: { label: t('actions.represented'), url: portal() + paths.institution(slug) },
      foot: t('feet.handover'),
      choices: { label: t('choices'), url: portal() + paths.emailPreferences() },
    })
  return {
    'handed-over'(facts, wording = standardWording) {
      const given = Given.parse(facts)
      return letter(wording('handed-over'), given, { successor: given.successor })
    },
    'taken-over'(facts, wording = standardWording) {
      const taken = Taken.parse(facts)
      return letter(wording('taken-over'), taken, { by: taken.by })
    },
  }
}
