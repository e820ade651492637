import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposer } from '#app/platform/mail/outbox.server.ts'
import { fill, greetingOf, standardWording, type TextSpecs } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({ name: z.string(), by: z.string().nullable() })

/** The texts of the emails about an account: what may be named in them. */
export const accountTexts: TextSpecs = {
  'second-factor-removed': {
    to: 'members',
    kind: 'second-factor-removed',
    sample: { name: 'Nia Baptiste', by: 'Ada Quist' },
    names: ['greeting', 'name', 'by'],
  },
  'address-changed': {
    to: 'members',
    kind: 'address-changed',
    sample: { name: 'Nia Baptiste' },
    names: ['greeting', 'name'],
  },
}

/** Tells a person that a coordinator took their second factor away. `portal` is the address from the settings. */
export function twoFactorEmail(portal: () => string): EmailComposer {
  const t = wordsOf('mail')
  return (facts, wording = standardWording) => {
    const { name, by } = Facts.parse(facts)
    return compose({
      ...fill(wording('second-factor-removed'), { greeting: greetingOf(name), name, by }),
      action: { label: t('actions.account'), url: portal() + paths.twoFactor() },
      foot: t('feet.secondFactor'),
    })
  }
}

const Changed = z.object({ name: z.string() })

/** Tells the address that an account had until now that it has another one. */
export function addressChangedEmail(portal: () => string): EmailComposer {
  const t = wordsOf('mail')
  return (facts, wording = standardWording) => {
    const { name } = Changed.parse(facts)
    return compose({
      ...fill(wording('address-changed'), { greeting: greetingOf(name), name }),
      action: { label: t('actions.account'), url: portal() + paths.account() },
      foot: t('feet.addressChanged'),
    })
  }
}
