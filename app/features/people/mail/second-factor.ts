import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { LetterWriter } from '#app/platform/mail/outbox.server.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), by: z.string().nullable() })

/** Tells a person that a coordinator took their second factor away. `portal` is the address from the settings. */
export function secondFactorLetter(facts: unknown, portal: string): ReturnType<LetterWriter> {
  const t = wordsOf('secondFactor')
  const { name, by } = Facts.parse(facts)
  return compose({
    subject: t('letter.subject'),
    paragraphs: [t('letter.greeting', { name }), t('letter.text', { by: by ?? '–' }), t('letter.next')],
    action: { label: t('letter.action'), url: portal + paths.secondFactor() },
    foot: t('letter.foot'),
  })
}
