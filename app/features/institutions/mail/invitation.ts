import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Words } from '#app/platform/mail/compose.ts'
import { fill, greetingOf, standardWording } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'
import { Role } from '../schema.ts'

const Facts = z.object({
  token: z.string().regex(/^[0-9a-f]{48}$/),
  /** Null where the name is not one that an email may greet. */
  name: z.string().nullable(),
  institution: z.string(),
  role: Role,
  inviter: z.string().nullable(),
})

/** The email with an invitation. `portal` is the address from the settings, never from a request. */
export function invitationEmail(facts: unknown, portal: string, wording = standardWording): Words {
  const { token, name, institution, role, inviter } = Facts.parse(facts)
  const t = wordsOf('mail')
  return compose({
    ...fill(wording(inviter ? 'invitation' : 'invitation-by-institution'), {
      greeting: greetingOf(name),
      name,
      institution,
      inviter,
      role: wordsOf('institutions')(`roles.${role}`),
    }),
    action: { label: t('actions.invitation'), url: portal + paths.invitation(token) },
    foot: t('feet.invitation'),
  })
}
