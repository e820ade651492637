import { z } from 'zod'
import { rowsOf } from '#app/platform/rows.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { SearchWords } from '#app/platform/text.ts'
import { logosOf } from './logo.server.ts'
import { Role } from './schema.ts'
import { kinds, languages, themes } from './vocabulary.ts'

const orAll = <Of extends readonly [string, ...string[]]>(of: Of) => z.enum(of).or(z.literal('')).catch('')

/** What the address of the directory says; what does not fit filters nothing. */
export const DirectoryQuery = z.object({
  q: SearchWords,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .catch(''),
  kind: orAll(kinds),
  theme: orAll(themes),
  language: orAll(languages),
  page: z.coerce.number().int().min(1).max(400).catch(1),
})
export type DirectoryQuery = z.infer<typeof DirectoryQuery>

const Entry = z.object({
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(kinds),
  country: z.string(),
  city: z.string().nullable(),
  themes: z.array(z.string()),
  about: z.string(),
})
const ListedEntry = Entry.extend({
  /** What the logo is called by caches; null without one. */
  logo: z.string().nullable().default(null),
})
const Directory = z.object({
  rows: rowsOf('members', ListedEntry),
  /** No more than a thousand are counted. */
  total: z.number(),
  page: z.number(),
  /** Countries that a member comes from, by their two letters. */
  countries: z.array(z.string()),
})
/** A page of the public directory: fifty members by name. */
export type Directory = z.infer<typeof Directory>
export const entriesPerPage = 50

/** Without logos: for a page that names the members and shows no more. */
export async function membersByName(db: Db, { q, ...filters }: DirectoryQuery): Promise<Directory> {
  return rpc(db, 'member_directory', { words: q, ...filters }, Directory)
}

export async function memberDirectory(db: Db, query: DirectoryQuery): Promise<Directory> {
  const directory = await membersByName(db, query)
  const logos = await logosOf(
    db,
    directory.rows.map(({ slug }) => slug),
  )
  return { ...directory, rows: directory.rows.map((row) => ({ ...row, logo: logos[row.slug] ?? null })) }
}

const MemberPage = ListedEntry.extend({
  /** Those there today who agreed to be named, with what each of them shows everybody. */
  people: rowsOf(
    'member people',
    z.object({
      id: z.uuid(),
      name: z.string(),
      role: Role,
      photo: z.string().nullable(),
      email: z.string().nullable(),
      details: z.record(z.string(), z.string()),
    }),
  ),
  languages: z.array(z.string()),
  website: z.string().nullable(),
  ror: z.string().nullable(),
  /** YYYY-MM-DD */
  joinedOn: z.string().nullable(),
  compendia: rowsOf(
    'member compendia',
    z.object({
      slug: z.string(),
      title: z.string(),
      summary: z.string(),
      language: z.string(),
      launchOn: z.string().nullable(),
    }),
  ),
})
/** What everybody may know of a member. */
export type MemberPage = z.infer<typeof MemberPage>

/** Null for an institution that is not listed, or takes no part. */
export async function memberPage(db: Db, slug: string): Promise<MemberPage | null> {
  return rpc(db, 'member_page', { slug: slug.slice(0, 200) }, MemberPage.nullable())
}
