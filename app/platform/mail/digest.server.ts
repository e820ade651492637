import { z } from 'zod'
import { wordsOf } from '../i18n/index.ts'
import { log } from '../log.server.ts'
import { paths } from '../paths.ts'
import { rpc } from '../rpc.server.ts'
import type { ServiceDb } from '../supabase-service.server.ts'
import { compose, type Words } from './compose.ts'
import type { EmailComposers } from './outbox.server.ts'
import { fill, greetingOf, standardWording, type TextSpecs, type Wording } from './wording.ts'

/** The most daily digests that are put into the outbox at a time; the database holds the same number. */
const batch = 200

const Sent = z.object({
  made: z.number(),
  leftOut: z.array(z.object({ person: z.uuid(), reason: z.string() })),
})

/**
 * Puts the daily digests that are due into the outbox. True when there may be more. Throws when somebody's could not be made,
 * after everybody else's were: so the jobs page says it.
 */
export async function sendDigests(db: ServiceDb): Promise<boolean> {
  const { made, leftOut } = await rpc(db, 'send_digests', {}, Sent)
  if (leftOut.length > 0) {
    const whose = leftOut.map(({ person, reason }) => `${person} (${reason})`).join(', ')
    throw new Error(`No daily letter could be made for ${whose}.`)
  }
  return made >= batch
}

const Facts = z.object({
  name: z.string(),
  items: z.array(z.object({ kind: z.string(), facts: z.unknown() })).min(1),
})

/**
 * One email for a day's news: a line for each, the subject it would have had as an email of its own. What no feature can
 * word any more is left out.
 */
export function digestEmail(
  facts: unknown,
  {
    writers,
    portal,
    wording = standardWording,
  }: { writers: EmailComposers; portal: string; wording?: Wording },
): Words {
  const t = wordsOf('mail')
  const { name, items } = Facts.parse(facts)
  const lines = items.flatMap((item) => {
    const write = item.kind === 'digest' ? undefined : writers[item.kind]
    try {
      return write ? [`– ${write(item.facts, wording).subject}`] : []
    } catch {
      log.warn({ kind: item.kind }, 'news that cannot be worded was left out of a daily letter')
      return []
    }
  })
  return compose({
    ...fill(wording('digest'), {
      greeting: greetingOf(name),
      name,
      count: String(lines.length),
      news: lines.join('\n\n'),
    }),
    action: { label: t('actions.portal'), url: portal + paths.myWork() },
    foot: t('feet.digest'),
    choices: { label: t('choices'), url: portal + paths.emailPreferences() },
  })
}

/** What may be named in the daily digest, and facts to show it with. */
export const digestTexts: TextSpecs = {
  digest: {
    to: 'members',
    kind: 'digest',
    sample: {
      name: 'Ravi Menon',
      items: ['Lantern Quay Institute (invented)', 'Harbour Seminar (invented)'].map((institution) => ({
        kind: 'new-member',
        facts: { name: 'Ravi Menon', institution, slug: 'invented' },
      })),
    },
    names: ['greeting', 'name', 'count', 'news'],
    needs: ['news'],
  },
}
