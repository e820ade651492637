import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { drawPortrait } from '#app/platform/pictures.server.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { StoredPicture } from '#app/platform/stored-picture.ts'
import { parseFormWithPicture } from '#app/platform/uploads.server.ts'
import { audiences, details, type Detail } from './audiences.ts'
import { ProfileInput } from './profile.ts'

const t = wordsOf('profile')

const Told = z.object({ value: z.string().nullable(), shown: z.enum(audiences) })
const OwnProfile = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  /** The name behind a pseudonym, if the name shown is one. */
  knownName: z.string().nullable(),
  /** What the photo is called by caches; null without one. */
  photo: z.string().nullable(),
  /** When it was last changed: who saves says which state they began from. */
  stamp: z.string(),
  details: z.partialRecord(z.enum(details), Told),
})
/** What a person tells about themselves, and to whom. */
export type OwnProfile = z.infer<typeof OwnProfile>

export async function ownProfile(db: Db): Promise<OwnProfile | null> {
  return rpc(db, 'my_profile', {}, OwnProfile.nullable())
}

type Outcome = { ok: true } | { ok: false; status: number; reply: FormReply }
const Kept = outcome('kept', 'refused', 'changed-meanwhile', 'unknown-time-zone')

/**
 * Keeps what the profile's form says, its photo too: re-encoded when one is sent, taken away when that is ticked. A fault
 * in either, or another window that saved meanwhile, keeps both as they were.
 */
export async function keepProfile(
  db: Db,
  request: Request,
  tooMany: () => Promise<boolean>,
): Promise<Outcome> {
  const form = await parseFormWithPicture(request, ProfileInput, drawPortrait, tooMany)
  if (!form.ok) return form
  const { stamp, name, timeZone, knownName, position, about, orcid, languages, removePhoto } = form.value
  const { kind } = await rpc(
    db,
    'keep_my_profile',
    {
      profile: {
        name,
        timeZone,
        // A name that is shown as it is hides nothing.
        knownName: knownName === name ? '' : knownName,
        values: { position, about, orcid, languages: languages.join(' ') },
        shown: Object.fromEntries(details.map((detail) => [detail, form.value[shownOf(detail)]])),
      },
      expected: stamp,
    },
    Kept,
  )
  const fault = (status: number, field: string, message: string, values = form.values): Outcome => ({
    ok: false,
    status,
    reply: formError(values, field, message),
  })
  switch (kind) {
    case 'refused':
      return fault(403, '', t('refused'))
    case 'unknown-time-zone':
      return fault(400, 'timeZone', t('fields.timeZone'))
    case 'changed-meanwhile': {
      const stands = await ownProfile(db)
      return fault(409, '', t('stale'), { ...form.values, stamp: stands?.stamp ?? stamp })
    }
  }
  if (form.picture) await setPhoto(db, Buffer.from(form.picture).toString('base64'))
  else if (removePhoto) await setPhoto(db, null)
  return { ok: true }
}

const shownOf = <D extends Detail>(detail: D) => `${detail}Shown` as const

async function setPhoto(db: Db, content: string | null): Promise<void> {
  await rpc(db, 'set_my_photo', { content }, z.unknown())
}

/** A person's photo for the caller; null when there is none that they may see. Without bytes when it is the `known` one. */
export async function photoOf(db: Db, person: string, known = ''): Promise<StoredPicture | null> {
  if (!z.uuid().safeParse(person).success) return null
  return rpc(db, 'person_photo', { person, known }, StoredPicture.nullable())
}
