import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { SaveInput, type Key } from './schema.ts'

const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), version: z.number() }),
  z.object({ kind: z.literal('stale'), by: z.string().nullable(), version: z.number() }),
  z.object({ kind: z.literal('refused') }),
])
const t = wordsOf('public')

/**
 * Publishes a version from a form. Who began from an older version than the one published is told who was quicker, and
 * keeps what they wrote; sent again with the newer number it takes its place.
 */
export async function savePage(
  db: Db,
  key: Key,
  request: Request,
): Promise<{ ok: true } | { ok: false; status: number; reply: FormReply }> {
  const form = await parseForm(request, SaveInput)
  if (!form.ok) return { ok: false, status: 400, reply: form.reply }
  const { title, version, content } = form.value
  const outcome = await rpc(db, 'save_site_text', { key, version, title, content }, Outcome)
  switch (outcome.kind) {
    case 'saved':
      return { ok: true }
    case 'stale': {
      const said = t('texts.stale', { name: outcome.by ?? t('texts.somebody') })
      const values = { ...form.values, version: String(outcome.version) }
      return { ok: false, status: 409, reply: formError(values, '', said) }
    }
    case 'refused':
      return { ok: false, status: 403, reply: formError(form.values, '', t('texts.refused')) }
  }
}
