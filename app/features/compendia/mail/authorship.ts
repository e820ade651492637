import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import { fill, greetingOf, standardWording, type TextSpecs } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'

const Facts = z.object({
  name: z.string(),
  institution: z.string(),
  compendium: z.string(),
  /** Of the compendium in an answer. */
  slug: z.string(),
  by: z.string().nullish(),
})
const sample = {
  name: 'Ada Quist',
  institution: 'Lantern Quay Institute (invented)',
  compendium: 'Bridges and boats',
  slug: 'bridges-and-boats',
}

/** The texts of the emails about being named as author: what may be named in them, and what must be. */
export const authorshipTexts: TextSpecs = {
  'authorship-invited': {
    to: 'members',
    kind: 'authorship-invited',
    sample: { ...sample, by: 'Juno Ferrand' },
    names: ['greeting', 'name', 'institution', 'compendium', 'by'],
    needs: ['institution', 'compendium'],
  },
  'authorship-declined': {
    to: 'members',
    kind: 'authorship-declined',
    sample,
    names: ['greeting', 'name', 'institution', 'compendium'],
    needs: ['institution', 'compendium'],
  },
}

/** The emails about being named as author of a compendium. `portal` is the address from the settings. */
export function authorshipEmails(portal: () => string): EmailComposers {
  const t = wordsOf('mail')
  const letter = (kind: 'authorship-invited' | 'authorship-declined') =>
    function write(facts: unknown, wording = standardWording) {
      const { name, institution, compendium, slug, by } = Facts.parse(facts)
      const asked = kind === 'authorship-invited'
      return compose({
        ...fill(wording(kind), { greeting: greetingOf(name), name, institution, compendium, by }),
        action: {
          label: t(asked ? 'actions.authorship' : 'actions.compendium'),
          url: portal() + (asked ? paths.myWork() : paths.compendium(slug)),
        },
        foot: t('feet.authorship'),
        choices: { label: t('choices'), url: portal() + paths.emailPreferences() },
      })
    }
  return {
    'authorship-invited': letter('authorship-invited'),
    'authorship-declined': letter('authorship-declined'),
  }
}
