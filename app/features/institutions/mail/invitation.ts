import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose, type Words } from '#app/platform/mail/compose.ts'
import { paths } from '#app/platform/paths.ts'
import { Role } from '../schema.ts'

const Facts = z.object({
  token: z.string().regex(/^[0-9a-f]{48}$/),
  name: z.string(),
  institution: z.string(),
  role: Role,
  inviter: z.string().nullable(),
})

/** The letter that carries an invitation. `portal` is the address from the settings, never from a request. */
export function invitationLetter(facts: unknown, portal: string): Words {
  const { token, name, institution, role, inviter } = Facts.parse(facts)
  const t = wordsOf('mail')
  return compose({
    subject: t('invitation.subject', { institution }),
    paragraphs: [
      t('invitation.greeting', { name }),
      inviter
        ? t('invitation.textBy', { inviter, institution, role: wordsOf('institutions')(`roles.${role}`) })
        : t('invitation.text', { institution, role: wordsOf('institutions')(`roles.${role}`) }),
      t('invitation.how'),
    ],
    action: { label: t('invitation.action'), url: portal + paths.invitation(token) },
    foot: t('invitation.foot'),
  })
}
