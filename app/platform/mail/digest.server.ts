import { z } from 'zod'
import { wordsOf } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { ServiceDb } from '../supabase-service.server.ts'
import { compose, type Words } from './compose.ts'
import type { LetterWriters } from './outbox.server.ts'

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
export function digestLetter(facts: unknown, writers: LetterWriters, portal: string): Words {
  const t = wordsOf('mail')
  const { name, items } = Facts.parse(facts)
  const lines = items.flatMap((item) => {
    const write = item.kind === 'digest' ? undefined : writers[item.kind]
    return write ? [`– ${write(item.facts).subject}`] : []
  })
  return compose({
    subject: t('digest.subject', { count: lines.length }),
    paragraphs: [t('digest.greeting', { name }), t('digest.text'), ...lines],
    action: { label: t('digest.open'), url: portal + paths.desk() },
    foot: t('digest.foot'),
  })
}
