import { z } from 'zod'
import { wordsOf } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { ServiceDb } from '../supabase-service.server.ts'
import { compose, type Words } from './compose.ts'
import type { LetterWriters } from './outbox.server.ts'
import { fill, greetingOf, standardWording, type TextSpecs, type Wording } from './wording.ts'

/** The most daily letters that are put into the outbox at a time; the database holds the same number. */
const batch = 200

/** Puts the daily letters that are due into the outbox. True when there may be more. */
export async function sendDigests(db: ServiceDb): Promise<boolean> {
  const { data, error } = await db.rpc('send_digests')
  if (error) throw new Error(`send_digests: ${error.message}`)
  return z.number().parse(data) >= batch
}

const Facts = z.object({
  name: z.string(),
  items: z.array(z.object({ kind: z.string(), facts: z.unknown() })).min(1),
})

/**
 * One letter for a day's news: a line for each, the subject it would have had as a letter of its own. What no room can
 * word any more is left out.
 */
export function digestLetter(
  facts: unknown,
  {
    writers,
    portal,
    wording = standardWording,
  }: { writers: LetterWriters; portal: string; wording?: Wording },
): Words {
  const t = wordsOf('mail')
  const { name, items } = Facts.parse(facts)
  const lines = items.flatMap((item) => {
    const write = item.kind === 'digest' ? undefined : writers[item.kind]
    return write ? [`– ${write(item.facts, wording).subject}`] : []
  })
  return compose({
    ...fill(wording('digest'), {
      greeting: greetingOf(name),
      name,
      count: String(lines.length),
      news: lines.join('\n\n'),
    }),
    action: { label: t('actions.portal'), url: portal + paths.desk() },
    foot: t('feet.digest'),
    choices: { label: t('choices'), url: portal + paths.mailWishes() },
  })
}

/** What may be named in the daily letter, and facts to show it with. */
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
