import { z } from 'zod'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { compose } from '#app/platform/mail/compose.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import { fill, greetingOf, standardWording, type TextSpecs } from '#app/platform/mail/wording.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'

const Facts = z.object({
  name: z.string(),
  what: z.enum(['coordinator', 'coordinator days', 'quorum']),
  person: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  quorum: z.number().nullable(),
  by: z.string().nullable(),
  settledBy: z.string().nullable(),
})
const sample = {
  name: 'Ada Quist',
  what: 'coordinator',
  person: 'Nia Baptiste',
  from: '2027-03-01',
  until: null,
  quorum: null,
  by: 'Juno Ferrand',
  settledBy: 'Pell Okonjo',
}
const kinds = ['alliance-proposed', 'alliance-changed', 'alliance-declined'] as const

/** The texts of the emails about what two coordinators decide together. */
export const proposalTexts: TextSpecs = Object.fromEntries(
  kinds.map((kind) => [
    kind,
    {
      to: 'coordinators',
      kind,
      sample: kind === 'alliance-proposed' ? { ...sample, settledBy: null } : sample,
      names: [
        'greeting',
        'name',
        'proposal',
        'by',
        ...(kind === 'alliance-proposed' ? [] : (['settledBy'] as const)),
      ],
      needs: ['proposal'],
    },
  ]),
)

const t = wordsOf('mail')

function sentence({ what, person, from, until, quorum }: z.infer<typeof Facts>): string {
  if (what === 'quorum')
    return quorum === null ? t('proposals.quorumAll') : t('proposals.quorum', { count: quorum })
  const day = (text: string | null) => (text ? longDay(text, 'en-GB') : '')
  const days = t(until ? 'proposals.span' : 'proposals.begins', { from: day(from), until: day(until) })
  return t('proposals.coordinator', { person: person ?? t('proposals.somebody'), days })
}

/** The emails to coordinators about a proposal of one of them. `portal` is the address from the settings. */
export function proposalEmails(portal: () => string): EmailComposers {
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (facts: unknown, wording = standardWording) => {
        const said = Facts.parse(facts)
        const { name, by, settledBy } = said
        return compose({
          ...fill(wording(kind), {
            greeting: greetingOf(name),
            name,
            by,
            settledBy,
            proposal: sentence(said),
          }),
          action: { label: t('actions.manage'), url: portal() + paths.manage() },
          foot: t('feet.proposal'),
          choices: { label: t('choices'), url: portal() + paths.emailPreferences() },
        })
      },
    ]),
  )
}
