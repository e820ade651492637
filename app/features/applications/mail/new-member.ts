import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Words } from '#app/platform/mail/compose.ts'
import { fill, greetingOf, standardWording } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), institution: z.string(), slug: z.string() })

/** The email to a member who asked to hear of new ones. `portal` is the address from the settings, never from a request. */
export function newMemberEmail(facts: unknown, portal: string, wording = standardWording): Words {
  const { name, institution, slug } = Facts.parse(facts)
  const t = wordsOf('mail')
  return compose({
    ...fill(wording('new-member'), { greeting: greetingOf(name), name, institution }),
    action: { label: t('actions.institution'), url: portal + paths.institution(slug) },
    foot: t('feet.newMember'),
    choices: { label: t('choices'), url: portal + paths.emailPreferences() },
  })
}
