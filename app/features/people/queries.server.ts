import { z } from 'zod'
import { rowsOf } from '#app/platform/rows.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { SearchWords } from '#app/platform/text.ts'
import { audiences, details } from './audiences.ts'

const PersonPage = z.object({
  id: z.uuid(),
  name: z.string(),
  me: z.boolean(),
  /** The name behind a pseudonym, for those who may know it. */
  knownName: z.string().nullable(),
  photo: z.string().nullable(),
  email: z.string().nullable(),
  /** What the person shows the reader; languages by code, with spaces between. */
  details: z.partialRecord(z.enum(details), z.string()),
  /** To whom each detail is shown; told to the person alone. */
  shown: z.partialRecord(z.enum(details), z.enum(audiences)).nullable(),
  coordinator: z.boolean(),
  affiliations: z.array(
    z.object({
      id: z.uuid(),
      slug: z.string(),
      institution: z.string(),
      role: z.enum(['primary representative', 'alternate', 'editor', 'member']),
      startedOn: z.string(),
      endedOn: z.string().nullable(),
      running: z.boolean(),
    }),
  ),
})
/** One person as a member sees them; dates are calendar days (YYYY-MM-DD). */
export type PersonPage = z.infer<typeof PersonPage>

/** The page of one person, or null when there is none that the caller may see. */
export async function personPage(db: Db, id: string): Promise<PersonPage | null> {
  if (!z.uuid().safeParse(id).success) return null
  return rpc(db, 'person_page', { person: id }, PersonPage.nullable())
}

const Found = rowsOf(
  'people to find',
  z.object({ id: z.uuid(), name: z.string(), institution: z.string().nullable() }),
)

/** At most five people whose name holds these words, for the palette. */
export async function findPeople(db: Db, words: string): Promise<z.infer<typeof Found>> {
  const asked = SearchWords.parse(words)
  if (!asked) return []
  return rpc(db, 'find_people', { words: asked }, Found)
}
