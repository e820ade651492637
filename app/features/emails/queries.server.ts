import { z } from 'zod'
import { appUrl } from '#app/platform/env.server.ts'
import type { Words } from '#app/platform/mail/compose.ts'
import {
  standardText,
  standardWording,
  type EmailTemplate,
  type TextKey,
  type TextSpec,
} from '#app/platform/mail/wording.ts'
import { rowsOf } from '#app/platform/rows.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { textKeys, type OutboxQuery } from './schema.ts'
import { templateSpecs, emailComposers } from './composers.ts'

/** English is the only language of emails so far; the database keeps texts by language. */
export const locale = 'en'

const Changed = z.object({
  key: z.string(),
  version: z.number(),
  standard: z.boolean(),
  at: z.string(),
  by: z.string().nullable(),
})
/** A text in the list: whether it has the standard words, and the last change, if there ever was one. */
export type ListedText = {
  key: TextKey
  to: TextSpec['to']
  standard: boolean
  last: Pick<z.infer<typeof Changed>, 'at' | 'by'> | null
}

/** Every text of an email; null for who does not coordinate. */
export async function emailTemplates(db: Db): Promise<ListedText[] | null> {
  const changed = await rpc(db, 'letter_texts_list', { locale }, z.array(Changed).nullable())
  if (!changed) return null
  const byKey = new Map(changed.map((each) => [each.key, each]))
  return textKeys.map((key) => {
    const last = byKey.get(key) ?? null
    return { key, to: templateSpecs[key].to, standard: last?.standard ?? true, last }
  })
}

const Stored = z.object({
  version: z.number(),
  versions: z.array(
    z.object({
      version: z.number(),
      subject: z.string().nullable(),
      body: z.string().nullable(),
      at: z.string(),
      by: z.string().nullable(),
    }),
  ),
})

/** A text with what may be named in it, and its versions, newest first; moments are ISO texts in UTC. */
export type TextToEdit = Awaited<ReturnType<typeof emailTemplateToEdit>> & {}

/** Null for who does not coordinate. */
export async function emailTemplateToEdit(db: Db, key: TextKey) {
  const stored = await rpc(db, 'letter_text_to_edit', { key, locale }, Stored.nullable())
  if (!stored) return null
  const { names, needs = [], to } = templateSpecs[key]
  const newest = stored.versions[0]
  const own = newest?.subject && newest.body ? { subject: newest.subject, body: newest.body } : null
  const text: EmailTemplate = own ?? standardText(key, locale)
  return { key, to, names, needs, ...stored, standard: own === null, text, preview: preview(key, text) }
}

/** An email to look at: its HTML is the inside of a page of ours, so its heading steps down and its links lead nowhere. */
export type Preview = Pick<Words, 'subject' | 'text'> & { block: string }

/** An email with these words, as it would leave, with invented facts. */
export function preview(key: TextKey, text: EmailTemplate): Preview {
  const { kind, sample } = templateSpecs[key]
  const write = emailComposers(appUrl)[kind]!
  const { html, ...words } = write(sample, (asked) => (asked === key ? text : standardWording(asked)))
  return { ...words, block: blockOf(html) }
}

function blockOf(html: string): string {
  return html
    .slice(html.indexOf('<body'), html.indexOf('</html>'))
    .replace(/<(\/?)body/g, '<$1div')
    .replace(/<(\/?)h1/g, '<$1h3')
    .replace(/ href="[^"]*"/g, '')
}

const ManagedEmail = z.object({
  id: z.uuid(),
  kind: z.string(),
  to: z.string(),
  at: z.string(),
  dueAt: z.string(),
  attempts: z.number(),
  error: z.string().nullable(),
  sentAt: z.string().nullable(),
  givenUpAt: z.string().nullable(),
  bouncedAt: z.string().nullable(),
  bounceKind: z.enum(['hard', 'soft']).nullable(),
  bounceReason: z.string().nullable(),
  /** The number of the application that it is about. */
  application: z.number().nullable(),
  /** Whose address it went to. */
  person: z.uuid().nullable(),
})
export type ManagedEmail = z.infer<typeof ManagedEmail>
const Outbox = z.object({ rows: rowsOf('outbox', ManagedEmail), total: z.number(), page: z.number() })
/** Emails of one state, fifty a page, counted up to a thousand. Moments are ISO texts in UTC. */
export type OutboxList = z.infer<typeof Outbox>

/** Null for who does not coordinate. */
export async function managedEmails(db: Db, { show, page }: OutboxQuery): Promise<OutboxList | null> {
  return rpc(db, 'letters_managed', { fate: show, page }, Outbox.nullable())
}
