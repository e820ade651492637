import { z } from 'zod'
import type { Db } from '#app/platform/supabase.server.ts'
import { Role } from './schema.ts'
import { kinds } from './vocabulary.ts'

const Institution = z.object({
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(kinds),
  country: z.string(),
  city: z.string().nullable(),
})
const ListedInstitution = Institution.extend({ people: z.number() })
/** An institution as the list shows it; `people` counts affiliations that run today. */
export type ListedInstitution = z.infer<typeof ListedInstitution>

const InstitutionPage = Institution.extend({
  id: z.uuid(),
  abilities: z.object({ represent: z.boolean() }),
  people: z.array(
    z.object({
      affiliationId: z.uuid(),
      personId: z.uuid(),
      name: z.string(),
      role: Role,
      startedOn: z.string(),
      email: z.string().nullable(),
    }),
  ),
  former: z.array(
    z.object({ personId: z.uuid(), name: z.string(), startedOn: z.string(), endedOn: z.string() }),
  ),
  invitations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      role: Role,
      expiresAt: z.string(),
      lapsed: z.boolean(),
    }),
  ),
})
/** One institution; addresses, former people and invitations only for who speaks for it. */
export type InstitutionPage = z.infer<typeof InstitutionPage>

/** Every institution of the alliance, by name. */
export async function institutionsList(db: Db): Promise<ListedInstitution[]> {
  const { data, error } = await db.rpc('institutions_list')
  if (error) throw new Error(`institutions_list: ${error.message}`)
  return z.array(ListedInstitution).parse(data)
}

/** The page of one institution, or null when there is none that the caller may see. */
export async function institutionPage(db: Db, slug: string): Promise<InstitutionPage | null> {
  const { data, error } = await db.rpc('institution_page', { slug: slug.slice(0, 200) })
  if (error) throw new Error(`institution_page: ${error.message}`)
  return InstitutionPage.nullable().parse(data)
}
