import { z } from 'zod'
import type { Db } from '#app/platform/supabase.server.ts'
import { pictureFrom, type Picture } from '#app/platform/uploads.server.ts'

/** Keeps an institution's logo, or takes it away when there is none. Only for who represents it; others change nothing. */
export async function setLogo(db: Db, institution: string, picture: Uint8Array | null): Promise<void> {
  const content = picture && Buffer.from(picture).toString('base64')
  const { error } = await db.rpc('set_institution_logo', { institution, content })
  if (error) throw new Error(`set_institution_logo: ${error.message}`)
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
