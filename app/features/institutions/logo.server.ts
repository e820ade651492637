import { z } from 'zod'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { StoredPicture } from '#app/platform/stored-picture.ts'

/** Keeps an institution's logo, or takes it away when there is none. Only for who represents it; others change nothing. */
export async function setLogo(db: Db, institution: string, picture: Uint8Array | null): Promise<void> {
  const content = picture && Buffer.from(picture).toString('base64')
  await rpc(db, 'set_institution_logo', { institution, content }, z.unknown())
}

/** An institution's logo for the caller; null when there is none that they may see. Without bytes when it is the `known` one. */
export async function logoOf(db: Db, slug: string, known = ''): Promise<StoredPicture | null> {
  return rpc(db, 'institution_logo', { slug: slug.slice(0, 200), known }, StoredPicture.nullable())
}

/** The logos of listed institutions by their addresses: what each is called by caches. */
export async function logosOf(db: Db, slugs: string[]): Promise<Record<string, string>> {
  if (slugs.length === 0) return {}
  return rpc(db, 'logos_of', { slugs }, z.record(z.string(), z.string()))
}

const Pictures = z.object({ logo: z.string().nullable(), photos: z.record(z.string(), z.string()) })
/** What the logo and the photos of people (by person) are called by caches. */
export type Pictures = z.infer<typeof Pictures>

/** The pictures on the page of an institution that the caller may see. */
export async function picturesAt(db: Db, slug: string): Promise<Pictures> {
  const pictures = await rpc(db, 'institution_pictures', { slug: slug.slice(0, 200) }, Pictures.nullable())
  return pictures ?? { logo: null, photos: {} }
}
