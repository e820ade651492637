import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { LetterWriters } from '#app/platform/mail/outbox.server.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), institution: z.string(), slug: z.string() })
const Given = Facts.extend({ successor: z.string() })
const Taken = Facts.extend({ by: z.string().nullable() })

/** The letters to both sides of a handover. `portal` is the address from the settings, never from a request. */
export function handoverLetters(portal: () => string): LetterWriters {
  const t = wordsOf('mail')
  const letter = (
    { name, slug }: z.infer<typeof Facts>,
    { subject, paragraphs }: { subject: string; paragraphs: string[] },
  ) =>
    compose({
      subject,
      paragraphs: [t('handover.greeting', { name }), ...paragraphs],
      action: { label: t('handover.open'), url: portal() + paths.institution(slug) },
      foot: t('handover.foot'),
    })
  return {
    'handed-over'(facts) {
      const given = Given.parse(facts)
      return letter(given, {
        subject: t('handover.given.subject', given),
        paragraphs: [t('handover.given.text', given)],
      })
    },
    'taken-over'(facts) {
      const taken = Taken.parse(facts)
      return letter(taken, {
        subject: t('handover.taken.subject', { institution: taken.institution }),
        paragraphs: [
          t('handover.taken.text', { institution: taken.institution }),
          ...(taken.by ? [t('handover.taken.by', { by: taken.by })] : []),
        ],
      })
    },
  }
}
