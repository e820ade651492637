import { z } from 'zod'
import { formError, outOfDate, parseForm, type FormReply } from '#app/platform/form.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { cadences, wishKinds, type EmailPreferences } from './email-preferences.ts'

const Wishes = z.record(z.enum(wishKinds), z.enum(cadences))

/** What the caller wants to be told by letter, with the defaults where nothing was chosen. */
export async function emailPreferences(db: Db): Promise<EmailPreferences> {
  const { data, error } = await db.rpc('my_mail_wishes')
  if (error) throw new Error(`my_mail_wishes: ${error.message}`)
  return Wishes.parse(data)
}

/** Keeps the wishes of a form. */
export async function saveEmailPreferences(
  db: Db,
  request: Request,
): Promise<{ ok: true } | { ok: false; reply: FormReply }> {
  const form = await parseForm(request, z.partialRecord(z.enum(wishKinds), z.enum(cadences)))
  if (!form.ok) return { ok: false, reply: formError({}, '', outOfDate) }
  const { error } = await db.rpc('keep_mail_wishes', { wishes: form.value })
  if (error) throw new Error(`keep_mail_wishes: ${error.message}`)
  return { ok: true }
}
