import { z } from 'zod'
import { formError, parseForm, type FormReply } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { drawLogo } from '#app/platform/pictures.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { parseFormWithFile, pictureFrom, pictureRule, type Picture } from '#app/platform/uploads.server.ts'

const t = wordsOf('profile')

type Outcome = { ok: true; text: string } | { ok: false; status: number; reply: FormReply }
const refuse = (status: number, message: string, field = 'file'): Outcome => ({
  ok: false,
  status,
  reply: formError({}, field, message),
})

/** Whether a request carries a logo, or asks to take it away; both are forms beside the profile's own. */
export async function isAboutLogo(request: Request): Promise<boolean> {
  if (request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return true
  return (await request.clone().formData()).get('intent') === 'remove-logo'
}

/** Gives an institution the logo that a form carries, or takes its logo away. Only for who represents it. */
export async function changeLogo(db: Db, institution: string, request: Request): Promise<Outcome> {
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data')) {
    const form = await parseForm(request, z.object({ intent: z.literal('remove-logo') }))
    return form.ok ? setLogo(db, institution, null) : refuse(400, t('refused'), '')
  }
  const form = await parseFormWithFile(request, z.object({}), pictureRule)
  if (!form.ok) return form
  if (!form.file) return refuse(400, t('photo.choose'))
  const drawn = await drawLogo(form.file.bytes)
  if (drawn.kind === 'unreadable') return refuse(415, t('photo.unreadable'))
  if (drawn.kind === 'too-many-pixels') return refuse(413, t('photo.tooManyPixels'))
  return setLogo(db, institution, Buffer.from(drawn.bytes).toString('base64'))
}

const Kept = z.object({ kind: z.enum(['kept', 'removed', 'refused']) })

async function setLogo(db: Db, institution: string, content: string | null): Promise<Outcome> {
  const { data, error } = await db.rpc('set_institution_logo', { institution, content })
  if (error) throw new Error(`set_institution_logo: ${error.message}`)
  const { kind } = Kept.parse(data)
  if (kind === 'refused') return refuse(403, t('logo.refused'), '')
  return { ok: true, text: t(kind === 'kept' ? 'logo.saved' : 'logo.removed') }
}

/** An institution's logo for the caller; null when there is none that they may see. Without bytes when it is the `known` one. */
export async function logoOf(db: Db, slug: string, known = ''): Promise<Picture | null> {
  const { data, error } = await db.rpc('institution_logo', { slug: slug.slice(0, 200), known })
  if (error) throw new Error(`institution_logo: ${error.message}`)
  return pictureFrom(data)
}

/** The logos of listed institutions by their addresses: what each is called by caches. */
export async function logosOf(db: Db, slugs: string[]): Promise<Record<string, string>> {
  if (slugs.length === 0) return {}
  const { data, error } = await db.rpc('logos_of', { slugs })
  if (error) throw new Error(`logos_of: ${error.message}`)
  return z.record(z.string(), z.string()).parse(data)
}

const Pictures = z.object({ logo: z.string().nullable(), photos: z.record(z.string(), z.string()) })
/** What the logo and the photos of people (by person) are called by caches. */
export type Pictures = z.infer<typeof Pictures>

/** The pictures on the page of an institution that the caller may see. */
export async function picturesAt(db: Db, slug: string): Promise<Pictures> {
  const { data, error } = await db.rpc('institution_pictures', { slug: slug.slice(0, 200) })
  if (error) throw new Error(`institution_pictures: ${error.message}`)
  return Pictures.nullable().parse(data) ?? { logo: null, photos: {} }
}
