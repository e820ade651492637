import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { seedDocument } from '#app/editor/render/index.ts'
import { outcome, resultOf, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { compendiumPage } from './queries.server.ts'
import { slugCandidates, stepOf, type Place, type Step } from './rules.ts'
import type { ChapterChange, NewCompendium, RightsChange, SettingsEntry } from './schema.ts'
import type { Access, Status } from './shapes.ts'
import { contributionSections, templateOf, type TemplateChapter } from './templates.ts'

const conflict = z.object({ kind: z.literal('changed-meanwhile'), title: z.string() })

export type Refused = { kind: 'refused' }

/**
 * Opens a compendium with the chapters of its template and their first content, all at once.
 * Refuses whoever does not edit for the institution that is to lead it.
 */
export async function openCompendium(
  db: Db,
  input: NewCompendium,
): Promise<{ kind: 'created'; slug: string } | Refused> {
  const chapters = templateOf(input.kind).map(({ title, sections }) => ({
    id: randomUUID(),
    title,
    seed: seedOf(sections),
  }))
  const chance = randomUUID().slice(0, 6)
  for (const slug of slugCandidates(input.title, `${input.kind}-${chance}`, chance)) {
    const opened = await rpc(
      db,
      'create_compendium',
      {
        slug,
        kind: input.kind,
        title: input.title,
        summary: input.summary,
        language: input.language,
        lead_institution: input.leadInstitution,
        author_institutions: input.institutions,
        drafts_due_on: input.draftsDueOn,
        review_due_on: input.reviewDueOn,
        launch_on: input.launchOn,
        chapters,
      },
      outcome('created', 'refused', 'slug-taken'),
    )
    if (opened.kind === 'created') return { kind: 'created', slug }
    if (opened.kind === 'refused') return { kind: 'refused' }
  }
  throw new Error('No address was free for a new compendium.')
}

/** Keeps the entry of a compendium. A stale form changes nothing and is told the title that stands. */
export function keepCompendium(db: Db, compendiumId: string, entry: SettingsEntry) {
  return rpc(
    db,
    'keep_compendium',
    {
      compendium: compendiumId,
      expected: entry.updatedAt,
      title: entry.title,
      summary: entry.summary,
      language: entry.language,
      visibility: entry.visibility,
      lead_editor: entry.leadEditor,
      author_institutions: entry.institutions,
      drafts_due_on: entry.draftsDueOn,
      review_due_on: entry.reviewDueOn,
      launch_on: entry.launchOn,
    },
    z.discriminatedUnion('kind', [outcome('kept'), outcome('refused'), outcome('not-an-author'), conflict]),
  )
}

/** Takes a compendium down for good, with all its chapters. Coordinators only, and only with its exact title. */
export async function takeDownCompendium(
  db: Db,
  compendium: { id: string; title: string },
  name: string,
): Promise<{ kind: 'taken-down' } | { kind: 'wrong-name' } | Refused> {
  if (name.trim() !== compendium.title) return { kind: 'wrong-name' }
  return (await resultOf('compendia', db.from('compendia').delete().eq('id', compendium.id).select('id')))
    .length > 0
    ? { kind: 'taken-down' }
    : { kind: 'refused' }
}

/** Adds a chapter at the end of its parent (null: top level), with the headings of a contribution. */
export async function addChapter(
  db: Db,
  input: { compendiumId: string; parentId: string | null; title: string },
) {
  const chapter = randomUUID()
  const { kind } = await rpc(
    db,
    'add_chapter',
    {
      compendium: input.compendiumId,
      parent: input.parentId,
      title: input.title,
      chapter,
      seed: seedOf(input.parentId ? [] : contributionSections()),
    },
    outcome('added', 'refused', 'gone'),
  )
  return kind === 'added' ? ({ kind, id: chapter } as const) : { kind }
}

/** Puts a chapter somewhere else; the order of the others is kept. A place below itself is a cycle. */
export function moveChapter(db: Db, chapterId: string, { parentId, afterId }: Place) {
  return rpc(
    db,
    'move_chapter',
    { chapter: chapterId, parent: parentId, after: afterId },
    outcome('moved', 'refused', 'gone', 'cycle'),
  )
}

/** Moves a chapter one step from where it stands now; at the edge nothing happens. */
export async function stepChapter(db: Db, slug: string, chapterId: string, step: Step) {
  const page = await compendiumPage(db, slug)
  if (!page) return { kind: 'gone' } as const
  const place = stepOf(page.chapters, chapterId, step)
  return place ? moveChapter(db, chapterId, place) : ({ kind: 'at-the-edge' } as const)
}

/** Renames a chapter, unless it no longer has the title that the caller saw. */
export function renameChapter(db: Db, chapterId: string, title: string, expected: string) {
  return rpc(
    db,
    'rename_chapter',
    { chapter: chapterId, title, expected },
    z.discriminatedUnion('kind', [outcome('renamed'), outcome('refused'), conflict]),
  )
}

/** Sets the status of a chapter. */
export function setChapterStatus(db: Db, chapterId: string, status: Status) {
  return amendChapter(db, chapterId, { status })
}

/** Sets or clears (null) the day a chapter is due. */
export function setChapterDue(db: Db, chapterId: string, dueOn: string | null) {
  return amendChapter(db, chapterId, { due_on: dueOn })
}

async function amendChapter(
  db: Db,
  chapterId: string,
  entry: { status: Status } | { due_on: string | null },
) {
  const rows = await resultOf('chapters', db.from('chapters').update(entry).eq('id', chapterId).select('id'))
  return { kind: rows.length > 0 ? 'amended' : 'refused' } as const
}

/** Removes a chapter with all below it and their text; where there is any, only with the chapter's exact title. */
export async function removeChapter(
  db: Db,
  chapter: { id: string; title: string; words: number; below: number },
  name: string,
): Promise<{ kind: 'removed' } | { kind: 'wrong-name' } | Refused> {
  if ((chapter.words > 0 || chapter.below > 0) && name.trim() !== chapter.title) return { kind: 'wrong-name' }
  return (await resultOf('chapters', db.from('chapters').delete().eq('id', chapter.id).select('id'))).length >
    0
    ? { kind: 'removed' }
    : { kind: 'refused' }
}

/**
 * Asks for the last good text of a chapter, by its exact title: whoever leads the compendium may. Notes it in the audit
 * log; the collaboration server then writes the text.
 */
export function askForRestore(db: Db, chapterId: string, name: string) {
  return rpc(
    db,
    'ask_for_restore',
    { chapter: chapterId, title: name.trim() },
    outcome('noted', 'refused', 'wrong-name'),
  )
}

/** Gives a person or a whole institution a right to a chapter and all below it, in place of the one they had here. */
export function giveRight(
  db: Db,
  input: { chapterId: string; personId: string | null; institutionId: string | null; access: Access },
) {
  return rpc(
    db,
    'give_right',
    {
      chapter: input.chapterId,
      person: input.personId,
      institution: input.institutionId,
      access: input.access,
    },
    outcome('given', 'refused', 'gone'),
  )
}

/** Changes a right that was given to this chapter. */
export async function changeRight(db: Db, chapterId: string, grantId: string, access: Access) {
  const grants = db.from('chapter_grants').update({ access }).eq('id', grantId)
  const rows = await resultOf('chapter_grants', grants.eq('chapter_id', chapterId).select('id'))
  return { kind: rows.length > 0 ? 'changed' : 'refused' } as const
}

/** Takes away a right that was given to this chapter. What is inherited stays. */
export async function takeRight(db: Db, chapterId: string, grantId: string) {
  const grants = db.from('chapter_grants').delete().eq('id', grantId)
  const rows = await resultOf('chapter_grants', grants.eq('chapter_id', chapterId).select('id'))
  return { kind: rows.length > 0 ? 'taken' : 'refused' } as const
}

/** Notes that the caller is in a chapter now, and how long it is, for "what changed since I was here". */
export async function noteVisit(db: Db, chapterId: string, words: number): Promise<void> {
  await rpc(db, 'note_visit', { chapter: chapterId, words }, z.boolean())
}

function seedOf(sections: TemplateChapter['sections']): string | null {
  return sections.length > 0 ? Buffer.from(seedDocument(sections)).toString('base64') : null
}

/** Carries out what the page of a compendium asks about its chapters. */
export function changeChapter(db: Db, slug: string, change: ChapterChange) {
  switch (change.intent) {
    case 'move':
      return moveChapter(db, change.chapterId, change)
    case 'step':
      return stepChapter(db, slug, change.chapterId, change.step)
    case 'rename':
      return renameChapter(db, change.chapterId, change.title, change.expected)
    case 'add':
      return addChapterTo(db, slug, change)
    case 'status':
      return setChapterStatus(db, change.chapterId, change.status)
    case 'due':
      return setChapterDue(db, change.chapterId, change.dueOn)
  }
}

async function addChapterTo(db: Db, slug: string, input: { parentId: string | null; title: string }) {
  const page = await compendiumPage(db, slug)
  return page ? addChapter(db, { compendiumId: page.id, ...input }) : ({ kind: 'gone' } as const)
}

/** Carries out what the page of rights asks. */
export function changeRights(db: Db, chapterId: string, change: RightsChange) {
  switch (change.intent) {
    case 'give': {
      const [kind, id] = change.to.split(':') as ['person' | 'institution', string]
      const personId = kind === 'person' ? id : null
      const institutionId = kind === 'institution' ? id : null
      return giveRight(db, { chapterId, personId, institutionId, access: change.access })
    }
    case 'change':
      return changeRight(db, chapterId, change.grantId, change.access)
    case 'take':
      return takeRight(db, chapterId, change.grantId)
  }
}
