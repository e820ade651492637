import { z } from 'zod'
import { kinds } from '#app/features/institutions/index.ts'
import { rowsOf } from '#app/platform/rows.ts'

export const State = z.enum([
  'draft',
  'submitted',
  'under review',
  'information requested',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
])
export type State = z.infer<typeof State>

export const Answers = z.object({
  legalName: z.string().nullable(),
  acronym: z.string().nullable(),
  legalForm: z.string().nullable(),
  kind: z.enum(kinds).nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  website: z.string().nullable(),
  ror: z.string().nullable(),
  mandate: z.string().nullable(),
  work: z.string().nullable(),
  themes: rowsOf('themes of an application', z.string()),
  languages: rowsOf('languages of an application', z.string()),
  focalName: z.string().nullable(),
  focalPosition: z.string().nullable(),
  referees: rowsOf(
    'referees',
    z.object({
      name: z.string().default(''),
      institution: z.string().default(''),
      email: z.string().default(''),
    }),
  ),
  conflicts: z.string().nullable(),
  showInDirectory: z.boolean().nullable(),
  showFocalPerson: z.boolean().nullable(),
})
/** What the applicant wrote. */
export type Answers = z.infer<typeof Answers>

export const Paper = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  /** In bytes. */
  size: z.number(),
})
export type Paper = z.infer<typeof Paper>
export const MessageKind = z.enum(['message', 'request', 'answer', 'decision', 'appeal'])

export const OwnApplication = z.object({
  state: State,
  number: z.number().nullable(),
  email: z.string(),
  emailVerified: z.boolean(),
  answers: Answers,
  /** Which state the answers of each part are in: who saves a part says which state they began from. */
  stamps: z.object({
    institution: z.string(),
    work: z.string(),
    people: z.string(),
    declarations: z.string(),
  }),
  missing: z.array(z.string()),
  papers: z.array(Paper.extend({ mine: z.boolean().nullable().transform(Boolean) })),
  messages: rowsOf(
    'messages of an application',
    z.object({ kind: MessageKind, mine: z.boolean(), body: z.string(), at: z.string() }),
  ),
  submittedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  answerDueAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  appealedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  appealUntil: z.string().nullable(),
  institution: z.string().nullable(),
})
/** An application as its applicant sees it. Moments are ISO texts in UTC. */
export type OwnApplication = z.infer<typeof OwnApplication>
