import { z } from 'zod'
import { rowsOf } from '#app/platform/rows.ts'

/** What the database answers, checked once, and what components get. */

export const kinds = ['compendium', 'brief', 'digest'] as const
export const statuses = ['outline', 'drafting', 'in review', 'final'] as const
export const accesses = ['read', 'comment', 'suggest', 'edit'] as const
export const visibilities = ['authors', 'members', 'public'] as const

export const Kind = z.enum(kinds)
export const Status = z.enum(statuses)
export const Access = z.enum(accesses)
export const Visibility = z.enum(visibilities)
export type Kind = z.infer<typeof Kind>
export type Status = z.infer<typeof Status>
export type Access = z.infer<typeof Access>
export type Visibility = z.infer<typeof Visibility>

const day = z.string().nullable()
const moment = z.string().nullable()
const named = z.object({ id: z.string(), name: z.string() })

const Author = named.extend({
  slug: z.string(),
  acronym: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string(),
  lead: z.boolean(),
})
/** An institution behind a compendium; the lead comes first. */
export type Author = z.infer<typeof Author>

const deadlines = { draftsDueOn: day, reviewDueOn: day, launchOn: day }
export type Deadlines = { [key in keyof typeof deadlines]: string | null }

const ChapterInstitution = named.extend({ acronym: z.string().nullable(), access: Access })

export const ListedCompendium = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: Kind,
  visibility: Visibility,
  ...deadlines,
  institutions: z.array(Author),
  chapters: z.number(),
  final: z.number(),
  words: z.number(),
  changedAt: z.string(),
})
export type ListedCompendium = z.infer<typeof ListedCompendium>

export const CompendiaList = z.object({
  mayOpen: z.boolean(),
  compendia: rowsOf('compendia', ListedCompendium),
  /** Counted up to a thousand. */
  total: z.number(),
  page: z.number(),
})
export type CompendiaList = z.infer<typeof CompendiaList>

export const Choice = named.extend({
  acronym: z.string().nullable(),
  country: z.string(),
  mayLead: z.boolean(),
  /** Whether it fits what was looked for; others stand there because they are chosen, or the caller's own. */
  fits: z.boolean(),
})
/** An institution to choose when a compendium is opened or its settings are kept. */
export type Choice = z.infer<typeof Choice>

export const Offer = z.object({
  choices: z.array(Choice),
  /** There are other institutions, to be found by words; then the chosen ones come first. */
  more: z.boolean(),
})
/** The institutions that a form about a compendium offers: all of them, or in a large alliance the first hundred. */
export type Offer = z.infer<typeof Offer>

export const Chapter = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  /** As readers count: 2.1. */
  number: z.string(),
  title: z.string(),
  status: Status,
  language: z.string(),
  dueOn: day,
  words: z.number(),
  changedAt: moment,
  changedBy: z.string().nullable(),
  access: Access.nullable(),
  institutions: z.array(ChapterInstitution),
})
export type Chapter = z.infer<typeof Chapter>

export const CompendiumPage = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: Kind,
  language: z.string(),
  visibility: Visibility,
  ...deadlines,
  createdOn: z.string(),
  updatedAt: z.string(),
  /** Changes when anything on the page does. */
  stamp: z.string(),
  leadEditor: named.nullable(),
  institutions: z.array(Author),
  abilities: z.object({ lead: z.boolean(), remove: z.boolean() }),
  chapters: rowsOf('chapters', Chapter),
})
export type CompendiumPage = z.infer<typeof CompendiumPage>

export const Pulse = z.object({ stamp: z.string(), chapters: z.array(z.string()) })

const Neighbour = z.object({ id: z.string(), title: z.string(), number: z.string() }).nullable()

export const StoredChapterPage = z.object({
  chapter: z.object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    status: Status,
    language: z.string(),
    words: z.number(),
    dueOn: day,
    changedAt: moment,
  }),
  compendium: z.object({ id: z.string(), slug: z.string(), title: z.string(), kind: Kind }),
  access: Access.nullable(),
  lead: z.boolean(),
  previous: Neighbour,
  next: Neighbour,
})

const Grant = z.object({
  id: z.string(),
  access: Access,
  person: named.nullable(),
  institution: named.extend({ acronym: z.string().nullable() }).nullable(),
  /** The chapter above that it comes from; null when given to this chapter itself. */
  from: z.object({ id: z.string(), title: z.string() }).nullable(),
})
export type Grant = z.infer<typeof Grant>

export const ChapterRights = z.object({
  chapter: z.object({
    id: z.string(),
    title: z.string(),
    number: z.string(),
    words: z.number(),
    below: z.number(),
  }),
  compendium: z.object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    visibility: Visibility,
    leadEditor: z.string().nullable(),
    institutions: z.array(Author),
  }),
  lead: z.boolean(),
  grants: z.array(Grant),
})
export type ChapterRights = z.infer<typeof ChapterRights>

export const CompendiumSettings = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  language: z.string(),
  visibility: Visibility,
  ...deadlines,
  updatedAt: z.string(),
  leadInstitution: named,
  leadEditorId: z.string().nullable(),
  abilities: z.object({ lead: z.boolean(), remove: z.boolean() }),
  institutionIds: z.array(z.string()),
  /** Those that have not accepted to be named yet. */
  invited: z.array(named),
  offer: Offer,
  editors: z.array(named),
})
export type CompendiumSettings = z.infer<typeof CompendiumSettings>

const MyChapter = Chapter.omit({ parentId: true, institutions: true, language: true }).extend({
  /** When the reader was last in the chapter, and how many words it had then. */
  visitedAt: moment,
  wordsThen: z.number().nullable(),
  /** Others who wrote in it since. */
  writers: z.array(z.string()),
  compendium: z.object({ slug: z.string(), title: z.string(), ...deadlines }),
})
export type MyChapter = z.infer<typeof MyChapter>

const MyCompendium = z.object({
  slug: z.string(),
  title: z.string(),
  kind: Kind,
  ...deadlines,
  words: z.number(),
  byStatus: z.partialRecord(Status, z.number()),
})
export type MyCompendium = z.infer<typeof MyCompendium>

const Authorship = z.object({
  compendiumId: z.uuid(),
  slug: z.string(),
  title: z.string(),
  institutionId: z.uuid(),
  institution: z.string(),
  /** The institution that leads the compendium. */
  lead: z.string(),
  /** Who asked; null for who is no longer here. */
  by: z.string().nullable(),
  accepted: z.boolean(),
})
/** That an institution is named as author of a compendium, or asked to be. */
export type Authorship = z.infer<typeof Authorship>

export const Desk = z.object({
  mayOpen: z.boolean(),
  authorships: rowsOf('authorships', Authorship),
  chapters: rowsOf('desk chapters', MyChapter),
  compendia: rowsOf('desk compendia', MyCompendium),
})
export type Desk = z.infer<typeof Desk>

const ChapterPlace = z.object({ id: z.string(), title: z.string(), compendium: z.string() })
export const LastPlaces = rowsOf('last places', ChapterPlace)

export const Places = z.object({
  compendia: z.array(z.object({ slug: z.string(), title: z.string() })),
  chapters: z.array(ChapterPlace),
  institutions: z.array(
    z.object({ id: z.string(), slug: z.string(), name: z.string(), acronym: z.string().nullable() }),
  ),
})
export type Places = z.infer<typeof Places>

const outlineEntry = z.object({ id: z.string(), level: z.number(), text: z.string() })

export const StoredReading = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: Kind,
  language: z.string(),
  visibility: Visibility,
  launchOn: day,
  institutions: z.array(Author),
  leadEditor: z.string().nullable(),
  chapters: z.array(
    Chapter.omit({ dueOn: true, changedBy: true, access: true }).extend({
      outline: z.array(outlineEntry),
      content: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
})

export const PublicCompendium = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: Kind,
  language: z.string(),
  launchOn: day,
  institutions: z.array(Author),
  chapters: z.number(),
  changedAt: moment,
})
/** A compendium as the first page lists it. */
export type PublicCompendium = z.infer<typeof PublicCompendium>
