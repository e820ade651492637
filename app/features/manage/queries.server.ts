import { z } from 'zod'
import { kinds } from '#app/features/institutions/index.ts'
import { rowsOf } from '#app/platform/rows.ts'
import { resultOf, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import type { ListQuery, AuditLogQuery } from './schema.ts'
import { statuses } from './schema.ts'

const listOf = <Row extends z.ZodType>(list: string, row: Row) =>
  z.object({ rows: rowsOf(list, row), total: z.number(), page: z.number() }).nullable()

const ManagedPerson = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  closed: z.boolean(),
  coordinator: z.boolean(),
  /** YYYY-MM-DD in UTC, by the sessions that are left. */
  lastSeen: z.string().nullable(),
  /** Since when emails to the address bounce, and why; the moment is an ISO text in UTC. */
  bounced: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
  affiliations: z.array(z.object({ slug: z.string(), name: z.string(), role: z.string() })),
})
const PeopleList = listOf('people', ManagedPerson)
export type PeopleList = NonNullable<z.infer<typeof PeopleList>>

/** Fifty people a page; page 0 is all of them, for a file. Null for who does not coordinate. */
export async function managedPeople(db: Db, { q, page, mail }: ListQuery): Promise<PeopleList | null> {
  return rpc(db, 'people_managed', { words: q, page, back: mail === 'back' }, PeopleList)
}

const ManagedInstitution = z.object({
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  kind: z.enum(kinds),
  country: z.string(),
  city: z.string().nullable(),
  status: z.enum(statuses),
  listed: z.boolean(),
  coordinating: z.boolean(),
  joinedOn: z.string().nullable(),
  people: z.number(),
})
const InstitutionsList = listOf('institutions', ManagedInstitution)
export type InstitutionsList = NonNullable<z.infer<typeof InstitutionsList>>

/** As `managedPeople`, for institutions of any standing. */
export async function managedInstitutions(
  db: Db,
  { q, page, status }: ListQuery,
): Promise<InstitutionsList | null> {
  return rpc(db, 'institutions_managed', { words: q, status, page }, InstitutionsList)
}

const Part = z.record(z.string(), z.unknown()).nullable()
const AuditLogEntry = z.object({
  id: z.number(),
  at: z.string(),
  actorKind: z.enum(['person', 'visitor', 'portal']),
  actor: z.string().nullable(),
  action: z.enum(['insert', 'update', 'delete']),
  subject: z.string(),
  about: z.string().nullable(),
  before: Part,
  after: Part,
  /** The names of the people, institutions, chapters and compendia whose ids stand in `before` and `after`, by id. */
  names: z.record(z.string(), z.string()).default({}),
})
/** Who changed what, from what to what; the moment is an ISO text in UTC. */
export type AuditLogEntry = z.infer<typeof AuditLogEntry>
export const entriesPerPage = 50

/**
 * Newest first. Coordinators read all of it, everybody else what they did, and with `own` coordinators too; null for who is
 * nobody.
 */
export async function auditLog(
  db: Db,
  { what, who, since, until, before }: AuditLogQuery,
  own = false,
): Promise<AuditLogEntry[] | null> {
  return rpc(
    db,
    'trail_page',
    {
      subject: what,
      words: who,
      since: since || null,
      until: until || null,
      before: before ?? null,
      own,
    },
    rowsOf('trail', AuditLogEntry).nullable(),
  )
}

const Numbers = z.object({
  waiting: z.number(),
  overdue: z.number(),
  members: z.number(),
  people: z.number(),
  lettersDue: z.number(),
  lettersFailed: z.number(),
  lettersBack: z.number(),
  /** People to whom emails bounce. */
  addressesBack: z.number(),
  jobsFailing: z.number(),
})
/** What the page “Manage” counts. */
export type Numbers = z.infer<typeof Numbers>

export async function overviewNumbers(db: Db): Promise<Numbers | null> {
  return rpc(db, 'managing', {}, Numbers.nullable())
}

/** A job that runs by itself; moments are ISO texts in UTC. */
export type Job = Awaited<ReturnType<typeof backgroundJobs>>[number]

export async function backgroundJobs(db: Db) {
  const jobs = await resultOf(
    'jobs',
    db
      .from('jobs')
      .select('name, every_seconds, next_at, claimed_at, last_ended_at, last_error, failures')
      .order('name'),
  )
  return jobs.map((job) => ({
    name: job.name,
    everySeconds: job.every_seconds,
    nextAt: job.next_at,
    running: job.claimed_at !== null,
    lastEndedAt: job.last_ended_at,
    error: job.last_error,
    failures: job.failures,
  }))
}
