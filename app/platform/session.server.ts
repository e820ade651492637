import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { paths } from './paths.ts'
import { DatabaseFault, rpc } from './rpc.server.ts'
import { authIsAway, type Db } from './supabase.server.ts'
import { knownZone } from './time-zones.ts'

const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  /** Since when emails to the address bounce; an ISO text in UTC. */
  lettersBackAt: z.string().nullable(),
  timeZone: z.string().transform(knownZone),
  coordinator: z.boolean(),
  member: z.boolean(),
  affiliations: z.array(
    z.object({
      institutionId: z.uuid(),
      institution: z.string(),
      acronym: z.string().nullable(),
      role: z.enum(['primary representative', 'alternate', 'editor', 'member']),
    }),
  ),
})

/** The person behind a request, as the database knows them just now. */
export type Person = z.infer<typeof Person>

/** What every loader and action is handed: made afresh for each request in `server/http.ts`. */
export type RequestContext = {
  db: Db
  person: Person | null
  /** The person whose session still has to show its second factor; until then they are nobody. */
  codeNeeded: string | null
  /** For the Content-Security-Policy of this answer. */
  nonce: string
  requestId: string
  /** Emails are kept readable at /dev/mail. */
  embedded: boolean
  /** Who is inside these chapters just now, one entry a person. */
  whoIsIn(chapterIds: readonly string[]): Record<string, Insider[]>
  /** How many changes of chapters the database refuses to take; they are kept on the portal's disk. */
  changesSetAside(): Promise<number>
  /** Has a chapter's last good text restored. Whether this person may ask is decided before. */
  restoreChapter(chapterId: string, personId: string): Promise<{ kind: 'restored' | 'nothing' | 'gone' }>
  /** Counts an attempt; true when it goes over the limit of its kind for this address or account. */
  tooMany(kind: AttemptKind, account: string): Promise<boolean>
  /** Where the request comes from, for limits that the database keeps; null when the database cannot be asked for its key. */
  origin(): Promise<Origin | null>
  /** The account proved itself: its attempts count from zero again, and this one does not count for the address. */
  attemptSucceeded(kind: AttemptKind, account: string): Promise<void>
}

/** A digest of the network address, and the proof that the portal made it. */
export type Origin = { origin: string; proof: string }
export type Insider = { personId: string; name: string; colour: number }
export type AttemptKind =
  | 'sign-in'
  | 'code'
  | 'code-used'
  | 'magic-link'
  | 'recovery'
  | 'invitation'
  | 'application-change'
  | 'picture'

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
}

/** A person in one of their sessions. Apart from `Person`, which loaders send to the browser: a session's id stays here. */
export type Caller = { person: Person; session: string | null; codeNeeded: null }
/** A session that waits for its second factor: nobody yet. */
export type Waiting = { person: null; codeNeeded: string }

const Answer = z.union([z.object({ codeNeeded: z.uuid() }), Person.extend({ session: z.uuid().nullable() })])

/** The data API does not take the token of a session. PGRST300, a secret that it lacks, is a fault of its own. */
const tokenFaults = new Set(['PGRST301', 'PGRST302', 'PGRST303'])

/** The person of a session, that it waits for a code, or null. Throws when the database or Auth cannot be asked. */
export async function whoIsAsking(db: Db): Promise<Caller | Waiting | null> {
  const { data } = await db.auth.getSession()
  if (!data.session) {
    if (authIsAway(db)) throw new Error('Auth is away: whether the session goes on is not known')
    return null
  }
  const asked = await rpc(db, 'who_am_i', {}, Answer.nullable()).catch((fault: unknown) => {
    if (fault instanceof DatabaseFault && tokenFaults.has(fault.code)) return null
    throw fault
  })
  if (!asked) return null
  if ('codeNeeded' in asked) return { person: null, codeNeeded: asked.codeNeeded }
  const { session, ...person } = asked
  return { person, session, codeNeeded: null }
}

/** Who is inside chapters, for members only: others see of a public volume what the public sees, and no names. */
export function presenceFor(
  person: Pick<Person, 'member'> | null,
  whoIsIn: RequestContext['whoIsIn'],
): RequestContext['whoIsIn'] {
  return person?.member ? whoIsIn : () => ({})
}

/** The signed-in person, or a redirect to the page that asks for what is missing and leads back here. */
export function requirePerson(
  context: RequestContext,
  request: Request,
): RequestContext & { person: Person } {
  const { person, codeNeeded } = context
  if (codeNeeded) throw redirect(paths.signInCode(here(request)))
  if (!person) throw redirect(paths.signIn(here(request), hadSession(request)))
  return { ...context, person }
}

/** Like `requirePerson`, and somebody with an affiliation that runs today or a coordinator; others are told so (403). */
export function requireMember(
  context: RequestContext,
  request: Request,
): RequestContext & { person: Person } {
  const known = requirePerson(context, request)
  if (!known.person.member) throw new Response(null, { status: 403, statusText: 'not-a-member' })
  return known
}

/** There is nothing here, or nothing that the caller may know of: the two look alike. */
export function notFound(): never {
  throw new Response(null, { status: 404, statusText: 'not-found' })
}

/** The page to come back to after signing in: the one asked for, or the one a form was sent from. */
function here(request: Request): string {
  const { pathname, search, host } = new URL(request.url)
  if (request.method === 'GET') return pathname.replace(/\.data$/, '') + search
  const from = URL.parse(request.headers.get('Referer') ?? '')
  return from?.host === host ? from.pathname + from.search : paths.myWork()
}

/** Whether the browser came with a session, which must have ended since. */
function hadSession(request: Request): boolean {
  return /(?:^|;\s*)gapo-session/.test(request.headers.get('Cookie') ?? '')
}
