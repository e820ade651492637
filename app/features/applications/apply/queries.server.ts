import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { z } from 'zod'
import { OwnApplication } from '../shapes.ts'

/** The application behind a link, as its applicant sees it; null for a link that opens nothing. */
export async function applicationByLink(db: Db, token: string | null): Promise<OwnApplication | null> {
  if (!token) return null
  return rpc(db, 'application_by_link', { token }, OwnApplication.nullable())
}

const PaperContent = z.object({ name: z.string(), mediaType: z.string(), content: z.base64() })

/** A paper with its bytes, for the holder of the link or a coordinator; null for everybody else. */
export async function paperToRead(
  db: Db,
  { paper, token }: { paper: string; token: string | null },
): Promise<{ name: string; mediaType: string; bytes: Buffer } | null> {
  if (!z.uuid().safeParse(paper).success) return null
  const asked = { paper, ...(token && { token }) }
  const found = await rpc(db, 'application_paper', asked, PaperContent.nullable())
  return (
    found && {
      name: found.name,
      mediaType: found.mediaType,
      bytes: Buffer.from(found.content, 'base64'),
    }
  )
}

const Terms = z.object({
  reviewDays: z.number(),
  informationDays: z.number(),
  appealDays: z.number(),
  draftDays: z.number(),
  retentionMonths: z.number(),
})
/** How long the steps of joining take, as the alliance has set it; days, and months of retention. */
export type JoiningTerms = z.infer<typeof Terms>

export async function joiningTerms(db: Db): Promise<JoiningTerms> {
  return rpc(db, 'joining_terms', {}, Terms)
}
