import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { drawLogo } from '#app/platform/pictures.server.ts'
import { resultOr, rpc, sqlState } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { parseFormWithPicture } from '#app/platform/uploads.server.ts'
import { setLogo } from './logo.server.ts'
import { ProfileInput } from './profile.ts'
import { kinds } from './vocabulary.ts'

const Profile = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(kinds),
  country: z.string(),
  city: z.string().nullable(),
  legalForm: z.string().nullable(),
  website: z.string().nullable(),
  ror: z.string().nullable(),
  about: z.string(),
  themes: z.array(z.string()),
  languages: z.array(z.string()),
  listed: z.boolean(),
  /** When it was last changed: who saves says which state they began from. */
  stamp: z.string(),
})
/** What representatives may change about their institution. */
export type Profile = z.infer<typeof Profile>

const t = wordsOf('representing')

/** Null for who does not represent the institution. */
export async function institutionProfile(db: Db, slug: string): Promise<Profile | null> {
  return rpc(db, 'institution_profile', { slug: slug.slice(0, 200) }, Profile.nullable())
}

/** Keeps the profile and its logo, unless somebody else changed it since it was opened. */
export async function saveProfile(
  db: Db,
  { id, stamp: standing }: Profile,
  request: Request,
  tooMany: () => Promise<boolean>,
): Promise<{ ok: true } | { ok: false; status: number; reply: FormReply }> {
  const form = await parseFormWithPicture(request, ProfileInput, drawLogo, tooMany)
  if (!form.ok) return form
  const { stamp, acronym, city, legalForm, website, ror, removeLogo, ...rest } = form.value
  const fault = (status: number, field: string, message: string, values = form.values) => ({
    ok: false as const,
    status,
    reply: formError(values, field, message),
  })
  const entry = {
    ...rest,
    acronym: acronym || null,
    city: city || null,
    legal_form: legalForm || null,
    website: website || null,
    ror: ror || null,
  }
  // Of what this form changes, only the ROR belongs to one institution.
  const saved = await resultOr(
    'institutions',
    db.from('institutions').update(entry).eq('id', id).eq('updated_at', stamp).select('id'),
    [sqlState.uniqueViolation],
  )
  if (!saved.ok) return fault(409, 'ror', t('profile.rorTaken'))
  if (saved.data.length !== 1) return fault(409, '', t('profile.stale'), { ...form.values, stamp: standing })
  if (form.picture) await setLogo(db, id, form.picture)
  else if (removeLogo) await setLogo(db, id, null)
  return { ok: true }
}
