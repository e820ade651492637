import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Words } from '#app/platform/mail/compose.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), institution: z.string(), slug: z.string() })

/** The letter to a member who asked to hear of new ones. `portal` is the address from the settings, never from a request. */
export function newMemberLetter(facts: unknown, portal: string): Words {
  const { name, institution, slug } = Facts.parse(facts)
  const t = wordsOf('mail')
  return compose({
    subject: t('newMember.subject', { institution }),
    paragraphs: [t('coordinator.greeting', { name }), t('newMember.text', { institution })],
    action: { label: t('newMember.action'), url: portal + paths.institution(slug) },
    foot: t('newMember.foot'),
  })
}
