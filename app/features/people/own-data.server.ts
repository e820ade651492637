import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import type { Person } from '#app/platform/session.server.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { photoOf } from './profile.server.ts'
import { myDevices, twoFactorOffered } from './two-factor.server.ts'
import { rightPassword, signOut } from './sign-in.server.ts'

const t = wordsOf('ownData')

/** Everything that the portal holds about the caller, as a ZIP file: JSON, moments in UTC, and the photo as it is kept. */
export async function exportOfMyData(
  db: Db,
  { id, lettersBackAt }: Pick<Person, 'id' | 'lettersBackAt'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const [data, photo, offered] = await Promise.all([
    rpc(db, 'my_data', {}, z.looseObject({})),
    photoOf(db, id),
    twoFactorOffered(db),
  ])
  const all = {
    takenOutAt: new Date().toISOString(),
    ...data,
    emailsBounceSince: lettersBackAt,
    secondFactorDevices: offered ? (await myDevices(db)).map(({ name, since }) => ({ name, since })) : [],
  }
  const json = JSON.stringify(all, null, 2)
  const { strToU8, zipSync } = await import('fflate')
  const files = { 'data.json': strToU8(json), ...(photo?.bytes && { 'photo.webp': photo.bytes }) }
  return new Uint8Array(zipSync(files))
}

const DeleteAccountInput = z.object({
  name: z.enum(['keep', 'former'], { error: t('delete.choose') }),
  currentPassword: z.string().default(''),
})
const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('erased') }),
  z.object({ kind: z.literal('last-representative'), institutions: z.array(z.string()) }),
  z.object({ kind: z.literal('last-coordinator') }),
  z.object({ kind: z.literal('refused') }),
])

/** Erases the caller's account, after their password. Who still represents alone is told what to do first. */
export async function deleteMyAccount(
  db: Db,
  email: string,
  request: Request,
  tooMany: () => Promise<boolean>,
): Promise<{ ok: true } | { ok: false; status: number; reply: FormReply }> {
  const refuse = (status: number, reply: FormReply) => ({ ok: false as const, status, reply })
  const form = await parseForm(request, DeleteAccountInput)
  if (!form.ok) return refuse(400, form.reply)
  if (await tooMany()) return refuse(429, formError(form.values, '', t('delete.tooMany')))
  if (!(await rightPassword(email, form.value.currentPassword)))
    return refuse(400, formError(form.values, 'currentPassword', t('delete.wrongPassword')))

  const outcome = await rpc(db, 'erase_me', { keep_name: form.value.name === 'keep' }, Outcome)
  switch (outcome.kind) {
    case 'erased':
      await signOut(db)
      return { ok: true }
    case 'last-representative': {
      const institutions = new Intl.ListFormat('en-GB').format(outcome.institutions)
      return refuse(409, formError(form.values, '', t('delete.lastRepresentative', { institutions })))
    }
    case 'last-coordinator':
      return refuse(409, formError(form.values, '', t('delete.lastCoordinator')))
    case 'refused':
      return refuse(403, formError(form.values, '', t('delete.refused')))
  }
}
