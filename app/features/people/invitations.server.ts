import { z } from 'zod'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { signIn } from './sign-in.server.ts'

const Token = z.string().regex(/^[0-9a-f]{48}$/)
const Opened = z.object({
  institution: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(['primary representative', 'alternate', 'editor', 'member']),
  hasAccount: z.boolean(),
})
/** What the holder of an invitation's link may know before accepting. */
export type OpenInvitation = z.infer<typeof Opened>

/** The invitation behind a link; null when it is spent, withdrawn, too old, or no link of ours. */
export async function openInvitation(db: Db, token: string): Promise<OpenInvitation | null> {
  if (!Token.safeParse(token).success) return null
  return rpc(db, 'open_invitation', { token }, Opened.nullable())
}

const Accepted = outcome('joined', 'sign-in-first', 'spent')

/** Accepts an invitation: for a new person with name and password (and signs in), for a known one as who they are. */
export async function acceptInvitation(
  db: Db,
  { token, account }: { token: string; account: { email: string; name: string; password: string } | null },
): Promise<z.infer<typeof Accepted>> {
  const { name, password } = account ?? { name: '', password: '' }
  const accepted = await rpc(db, 'accept_invitation', { token, name, password }, Accepted)
  if (accepted.kind === 'joined' && account) await signIn(db, account)
  return accepted
}
