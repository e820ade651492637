import { z } from 'zod'
import { rowsOf } from '#app/platform/rows.ts'
import { kinds } from '#app/features/institutions/index.ts'
import { Answers, MessageKind, Paper, State } from '../shapes.ts'

const QueueRow = z.object({
  number: z.number(),
  legalName: z.string(),
  acronym: z.string().nullable(),
  country: z.string().nullable(),
  kind: z.enum(kinds).nullable(),
  state: State,
  submittedAt: z.string(),
  dueAt: z.string().nullable(),
  appealed: z.boolean(),
  assignedTo: z.string().nullable(),
  /** Whether the reader declared a conflict of interest. */
  conflict: z.boolean(),
  /** How many people have recommended in this round. */
  heard: z.number(),
})
export type QueueRow = z.infer<typeof QueueRow>

export const Queue = z.object({
  rows: rowsOf('applications', QueueRow),
  /** Counted up to a thousand. */
  total: z.number(),
  page: z.number(),
  lastDecidedAt: z.string().nullable(),
})
/** One page of the queue. Moments are ISO texts in UTC. */
export type Queue = z.infer<typeof Queue>

const Named = z.object({ id: z.uuid(), name: z.string() })
const Verdict = z.enum(['accept', 'decline'])
/** Somebody's name; null once they were erased. */
const author = z.string().nullable()

export const ReviewCase = z.object({
  id: z.uuid(),
  number: z.number(),
  state: State,
  round: z.number(),
  /** Null once the contact person was forgotten: some months after the end, or when they were erased. */
  email: z.string().nullable(),
  answers: Answers,
  submittedAt: z.string(),
  dueAt: z.string().nullable(),
  pausedAt: z.string().nullable(),
  answerDueAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  appealedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  decidedBy: author,
  assignedTo: Named.nullable(),
  institution: z.object({ slug: z.string(), name: z.string() }).nullable(),
  papers: z.array(Paper),
  /** `mine` is the applicant's. */
  messages: z.array(
    z.object({ kind: MessageKind, mine: z.boolean(), body: z.string(), at: z.string(), author }),
  ),
  notes: z.array(z.object({ body: z.string(), at: z.string(), author })),
  /** The institutions that coordinate the alliance, each giving one recommendation. */
  houses: z.array(Named),
  voices: z.array(
    z.object({
      round: z.number(),
      verdict: Verdict,
      reasons: z.string(),
      at: z.string(),
      institution: z.string(),
      author,
      mine: z.boolean(),
    }),
  ),
  conflicts: z.array(z.object({ author, reason: z.string(), mine: z.boolean() })),
  standing: z.object({ heard: z.number(), inFavour: z.number(), needed: z.number() }),
  duplicates: z.array(
    z.object({
      what: z.enum(['institution', 'application']),
      /** The slug of an institution, the number of an application. */
      at: z.string(),
      name: z.string(),
      reasons: z.array(z.enum(['name', 'acronym', 'domain', 'ror', 'email'])),
    }),
  ),
  letters: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      to: z.string(),
      at: z.string(),
      sentAt: z.string().nullable(),
      failed: z.boolean(),
      /** When it came back: for good (hard) or for now (soft), and what the mail server said. */
      bouncedAt: z.string().nullable(),
      bounceKind: z.enum(['hard', 'soft']).nullable(),
      bounceReason: z.string().nullable(),
      subject: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
  trail: z.array(
    z.object({ at: z.string(), state: State, by: z.enum(['person', 'visitor', 'portal']), author }),
  ),
  coordinators: z.array(Named),
  abilities: z.object({
    review: z.boolean(),
    /** It can still be assigned, and by the caller. */
    assign: z.boolean(),
    /** Recommend and decide, in the name of a coordinating institution. */
    speak: z.boolean(),
    write: z.boolean(),
    ask: z.boolean(),
    declareConflict: z.boolean(),
  }),
})
/** An application as coordinators see it. Moments are ISO texts in UTC. */
export type ReviewCase = z.infer<typeof ReviewCase>

export const Waiting = z.object({ waiting: z.number(), overdue: z.number(), mine: z.number() })
/** How many applications wait for the alliance, are late, and are the reader's own. */
export type Waiting = z.infer<typeof Waiting>
