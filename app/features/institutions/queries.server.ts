import { z } from 'zod'
import { todayInUtc } from '#app/platform/days.ts'
import { rowsOf } from '#app/platform/rows.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { Role, type ListQuery } from './schema.ts'
import { kinds } from './vocabulary.ts'

const Institution = z.object({
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(kinds),
  country: z.string(),
  city: z.string().nullable(),
})
const InstitutionsList = z.object({
  /** `people` counts affiliations that run today. */
  rows: rowsOf('institutions', Institution.extend({ people: z.number() })),
  /** No more than a thousand are counted. */
  total: z.number(),
  page: z.number(),
})
/** A page of the list that members see: fifty institutions by name. */
export type InstitutionsList = z.infer<typeof InstitutionsList>

const InstitutionPage = Institution.extend({
  id: z.uuid(),
  abilities: z.object({ represent: z.boolean() }),
  people: rowsOf(
    'institution people',
    z
      .object({
        affiliationId: z.uuid(),
        personId: z.uuid(),
        name: z.string(),
        role: Role,
        startedOn: z.string(),
        email: z.string().nullable(),
      })
      // Said here, once: around midnight (UTC, as the database counts days) a browser would draw another page.
      .transform((one) => ({ ...one, coming: one.startedOn > todayInUtc() })),
  ),
  former: rowsOf(
    'institution former',
    z.object({ personId: z.uuid(), name: z.string(), startedOn: z.string(), endedOn: z.string() }),
  ),
  invitations: rowsOf(
    'institution invitations',
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

/** The institutions of the alliance by name, fifty a page; words begin words of name, acronym or city. */
export async function institutionsList(db: Db, { q, page }: ListQuery): Promise<InstitutionsList> {
  return rpc(db, 'institutions_list', { words: q, page }, InstitutionsList)
}

/** The page of one institution, or null when there is none that the caller may see. */
export async function institutionPage(db: Db, slug: string): Promise<InstitutionPage | null> {
  return rpc(db, 'institution_page', { slug: slug.slice(0, 200) }, InstitutionPage.nullable())
}
