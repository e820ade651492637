import { z } from 'zod'
import { formError, parseForm, type FormReply } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { drawPortrait } from '#app/platform/pictures.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { parseFormWithFile, pictureFrom, pictureRule, type Picture } from '#app/platform/uploads.server.ts'
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
  details: z.partialRecord(z.enum(details), Told),
})
/** What a person tells about themselves, and to whom. */
export type OwnProfile = z.infer<typeof OwnProfile>

export async function ownProfile(db: Db): Promise<OwnProfile | null> {
  const { data, error } = await db.rpc('my_profile')
  if (error) throw new Error(`my_profile: ${error.message}`)
  return OwnProfile.nullable().parse(data)
}

type Outcome = { ok: true; text: string } | { ok: false; status: number; reply: FormReply }
const refuse = (status: number, reply: FormReply): Outcome => ({ ok: false, status, reply })
const Kept = z.object({ kind: z.enum(['kept', 'removed', 'refused']) })

/** What the forms of the profile's page do: a photo that is sent, a photo taken away (`intent`), or the profile itself. */
export async function changeProfile(db: Db, request: Request): Promise<Outcome> {
  if (request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return givePhoto(db, request)
  const intent = (await request.clone().formData()).get('intent')
  return intent === 'remove-photo' ? setPhoto(db, null) : keepProfile(db, request)
}

async function keepProfile(db: Db, request: Request): Promise<Outcome> {
  const form = await parseForm(request, ProfileInput)
  if (!form.ok) return refuse(400, form.reply)
  const { name, timeZone, knownName, position, about, orcid, languages } = form.value
  const { data, error } = await db.rpc('keep_my_profile', {
    profile: {
      name,
      timeZone,
      // A name that is shown as it is hides nothing.
      knownName: knownName === name ? '' : knownName,
      values: { position, about, orcid, languages: languages.join(' ') },
      shown: Object.fromEntries(details.map((detail) => [detail, form.value[shownOf(detail)]])),
    },
  })
  if (error) throw new Error(`keep_my_profile: ${error.message}`)
  if (Kept.parse(data).kind === 'kept') return { ok: true, text: t('saved') }
  return refuse(403, formError(form.values, '', t('refused')))
}

const shownOf = <D extends Detail>(detail: D) => `${detail}Shown` as const

async function givePhoto(db: Db, request: Request): Promise<Outcome> {
  const form = await parseFormWithFile(request, z.object({}), pictureRule)
  if (!form.ok) return refuse(form.status, form.reply)
  if (!form.file) return refuse(400, formError({}, 'file', t('photo.choose')))
  const drawn = await drawPortrait(form.file.bytes)
  if (drawn.kind === 'unreadable') return refuse(415, formError({}, 'file', t('photo.unreadable')))
  if (drawn.kind === 'too-many-pixels') return refuse(413, formError({}, 'file', t('photo.tooManyPixels')))
  return setPhoto(db, Buffer.from(drawn.bytes).toString('base64'))
}

async function setPhoto(db: Db, content: string | null): Promise<Outcome> {
  const { data, error } = await db.rpc('set_my_photo', { content })
  if (error) throw new Error(`set_my_photo: ${error.message}`)
  const { kind } = Kept.parse(data)
  if (kind === 'refused') return refuse(403, formError({}, '', t('refused')))
  return { ok: true, text: t(kind === 'kept' ? 'photo.saved' : 'photo.removed') }
}

/** A person's photo for the caller; null when there is none that they may see. Without bytes when it is the `known` one. */
export async function photoOf(db: Db, person: string, known = ''): Promise<Picture | null> {
  if (!z.uuid().safeParse(person).success) return null
  const { data, error } = await db.rpc('person_photo', { person, known })
  if (error) throw new Error(`person_photo: ${error.message}`)
  return pictureFrom(data)
}
