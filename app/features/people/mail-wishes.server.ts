import { z } from 'zod'
import { formError, outOfDate, parseForm, type FormReply } from '#app/platform/form.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { cadences, wishKinds, type MailWishes } from './mail-wishes.ts'

const Wishes = z.record(z.enum(wishKinds), z.enum(cadences))

/** What the caller wants to be told by letter, with the defaults where nothing was chosen. */
export async function mailWishes(db: Db): Promise<MailWishes> {
  const { data, error } = await db.rpc('my_mail_wishes')
  if (error) throw new Error(`my_mail_wishes: ${error.message}`)
  return Wishes.parse(data)
}

/** Keeps the wishes of a form. */
export async function keepMailWishes(
  db: Db,
  person: string,
  request: Request,
): Promise<{ ok: true } | { ok: false; reply: FormReply }> {
  const form = await parseForm(request, z.partialRecord(z.enum(wishKinds), z.enum(cadences)))
  if (!form.ok) return { ok: false, reply: formError({}, '', outOfDate) }
  const rows = Object.entries(form.value).map(([kind, cadence]) => ({ person_id: person, kind, cadence }))
  const { error } = await db.from('mail_wishes').upsert(rows, { onConflict: 'person_id,kind' })
  if (error) throw new Error(`mail_wishes: ${error.message}`)
  return { ok: true }
}
