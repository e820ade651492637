/** The made-up alliance of the bench: two institutions, fifty people, and a chapter for every measurement. */
import { createHash } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { demoPassword } from '#app/server/demo-accounts.ts'
import type { Visitor } from './protocol.ts'
import type { SupabaseSettings } from './servers.ts'

export const PEOPLE = 50
const password = 'measured-in-the-same-run'
const email = (n: number) => `writer${n}@bench.example`

/** The id of a chapter by what it is for; the same in every run. */
export function chapterId(purpose: string): string {
  const hex = createHash('sha256').update(`bench chapter ${purpose}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function service({ SUPABASE_URL, SUPABASE_SECRET_KEY }: SupabaseSettings) {
  return createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
}

/**
 * Writes institutions, people with accounts, and a compendium with one chapter for each purpose. Everybody is invited
 * and accepts, as people do; both institutions may edit every chapter.
 */
export async function seedWorld(settings: SupabaseSettings, purposes: string[]) {
  const db = service(settings)
  const visitor = createClient(settings.SUPABASE_URL, settings.SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  const institutions = ['a', 'b'].map((letter) => ({
    id: chapterId(`institution ${letter}`),
    slug: `bench-institute-${letter}`,
    name: `Bench Institute ${letter.toUpperCase()} (invented)`,
    kind: 'research',
    country: 'NO',
  }))
  await rows(db.from('institutions').insert(institutions))

  for (const [n, token] of (await invitations(db, settings, institutions)).entries()) {
    const { data, error } = await visitor.rpc('accept_invitation', { token, name: `Writer ${n}`, password })
    if (error || data.kind !== 'joined') throw new Error(`seeding people: ${error?.message ?? data.kind}`)
  }

  const compendium = chapterId('compendium')
  await rows(
    db.from('compendia').insert({
      id: compendium,
      slug: 'bench',
      title: 'Measured chapters',
      lead_institution_id: institutions[0]!.id,
    }),
  )
  await rows(
    db
      .from('compendium_institutions')
      .insert(institutions.map(({ id }) => ({ compendium_id: compendium, institution_id: id }))),
  )
  await rows(
    db.from('chapters').insert(
      purposes.map((purpose, n) => ({
        id: chapterId(purpose),
        compendium_id: compendium,
        position: n + 1,
        title: purpose,
        status: 'drafting',
      })),
    ),
  )
  await rows(
    db.from('chapter_grants').insert(
      purposes.flatMap((purpose) =>
        institutions.map(({ id }) => ({
          chapter_id: chapterId(purpose),
          institution_id: id,
          access: 'edit',
        })),
      ),
    ),
  )
}

/** A coordinator of the demo alliance invites everyone; the tokens stand in the letters. */
async function invitations(
  db: ReturnType<typeof service>,
  { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY }: SupabaseSettings,
  institutions: { id: string }[],
): Promise<string[]> {
  const coordinator = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false },
  })
  await rows(coordinator.auth.signInWithPassword({ email: 'marta@alliance.example', password: demoPassword }))
  for (let n = 0; n < PEOPLE; n++) {
    const { data, error } = await coordinator.rpc('invite_person', {
      institution: institutions[n % 2]!.id,
      email: email(n),
      name: `Writer ${n}`,
      role: 'member',
    })
    if (error || data.kind !== 'invited') throw new Error(`inviting: ${error?.message ?? data.kind}`)
  }
  await coordinator.auth.signOut()
  const { data, error } = await db
    .from('letters')
    .select('recipient, facts')
    .like('recipient', '%@bench.example')
  if (error) throw new Error(`inviting: ${error.message}`)
  const tokens = new Map(data.map(({ recipient, facts }) => [recipient, facts.token as string]))
  return Array.from({ length: PEOPLE }, (_, n) => tokens.get(email(n))!)
}

async function rows(write: PromiseLike<{ error: { message: string } | null }>) {
  const { error } = await write
  if (error) throw new Error(`seeding: ${error.message}`)
}

/** How many changes of a chapter are not in its snapshot yet. */
export async function backlog(settings: SupabaseSettings, chapter: string): Promise<number> {
  const { count, error } = await service(settings)
    .from('chapter_updates')
    .select('id', { count: 'exact', head: true })
    .eq('chapter_id', chapter)
  if (error) throw new Error(`counting: ${error.message}`)
  return count ?? 0
}

/** Signs everyone in over HTTP, as a browser does, and keeps their cookies. */
export async function signInEveryone(http: string): Promise<Visitor[]> {
  const visitors: Visitor[] = []
  for (let n = 0; n < PEOPLE; n++) visitors.push({ cookie: await signIn(http, n) })
  return visitors
}

export const account = (n: number) => ({ email: email(n), password })

async function signIn(http: string, n: number): Promise<string> {
  const reply = await fetch(`${http}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: http, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(account(n)),
  })
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  if (reply.status !== 302 || cookies.length === 0) throw new Error(`sign-in of ${email(n)}: ${reply.status}`)
  return cookies.join('; ')
}
