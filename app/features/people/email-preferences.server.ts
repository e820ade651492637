import { z } from 'zod'
import { formError, outOfDate, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { cadences, wishKinds, type EmailPreferences } from './email-preferences.ts'

const Wishes = z.record(z.enum(wishKinds), z.enum(cadences))

/** What the caller wants to be told by email, with the defaults where nothing was chosen. */
export async function emailPreferences(db: Db): Promise<EmailPreferences> {
  return rpc(db, 'my_mail_wishes', {}, Wishes)
}

/** Keeps the wishes of a form. */
export async function saveEmailPreferences(
  db: Db,
  request: Request,
): Promise<{ ok: true } | { ok: false; reply: FormReply }> {
  const form = await parseForm(request, z.partialRecord(z.enum(wishKinds), z.enum(cadences)))
  if (!form.ok) return { ok: false, reply: formError({}, '', outOfDate) }
  await rpc(db, 'keep_mail_wishes', { wishes: form.value }, Wishes)
  return { ok: true }
}
