import type { Chapter, Deadlines, Desk, Status } from './shapes.ts'

/** A readable address for a title: Latin letters and digits, at most 80; `fallback` where nothing of it can be kept. */
export function slugOf(title: string, fallback: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '')
  // `new` is a page of its own.
  return slug.length < 2 || slug === 'new' ? fallback : slug
}

/** The addresses to try for a title, one after the other, until one is free. */
export function slugCandidates(title: string, fallback: string, chance: string): string[] {
  const slug = slugOf(title, fallback)
  return [slug, `${slug}-2`, `${slug}-3`, `${slug}-${chance}`]
}

export type ChapterNode = Chapter & { children: ChapterNode[] }

/** Chapters in reading order as a tree. One whose parent is not shown to the reader stands at the top. */
export function treeOf(chapters: readonly Chapter[]): ChapterNode[] {
  const nodes = new Map(
    chapters.map((chapter) => [chapter.id, { ...chapter, children: [] as ChapterNode[] }]),
  )
  const roots: ChapterNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined
    ;(parent?.children ?? roots).push(node)
  }
  return roots
}

/** The tree as a list again, numbered again: what the database will say after a move. */
export function listOf(tree: readonly ChapterNode[], above = ''): Chapter[] {
  return tree.flatMap(({ children, ...chapter }, place) => {
    const number = `${above}${place + 1}`
    return [{ ...chapter, number }, ...listOf(children, `${number}.`)]
  })
}

/** Where a chapter stands: below a parent (null: top level), right after a sibling (null: first). */
export type Place = { parentId: string | null; afterId: string | null }
export type Move = Place & { chapterId: string }

/** The same rule as `move_chapter` in the database, for what is shown before its answer. Impossible moves change nothing. */
export function applyMove(chapters: readonly Chapter[], move: Move): Chapter[] {
  const moved = chapters.find((chapter) => chapter.id === move.chapterId)
  if (!moved || (move.parentId && isWithin(chapters, move.parentId, move.chapterId))) return [...chapters]
  if (move.parentId && !chapters.some((chapter) => chapter.id === move.parentId)) return [...chapters]
  const rest = chapters.filter((chapter) => chapter.id !== move.chapterId)
  const siblings = rest.filter((chapter) => chapter.parentId === move.parentId)
  const after = siblings.findIndex((chapter) => chapter.id === move.afterId)
  const at = after >= 0 ? after + 1 : move.afterId === null ? 0 : siblings.length
  const row = siblings.toSpliced(at, 0, { ...moved, parentId: move.parentId })
  const others = rest.filter((chapter) => chapter.parentId !== move.parentId)
  return listOf(treeOf([...row, ...others]))
}

/** Whether a chapter is `top` or stands somewhere below it. */
export function isWithin(chapters: readonly Chapter[], id: string, top: string): boolean {
  const parents = new Map(chapters.map((chapter) => [chapter.id, chapter.parentId]))
  for (let at: string | null | undefined = id; at; at = parents.get(at)) if (at === top) return true
  return false
}

/** Where a chapter stands now, to be able to put it back. */
export function placeOf(chapters: readonly Chapter[], chapterId: string): Place {
  const parentId = chapters.find((chapter) => chapter.id === chapterId)?.parentId ?? null
  const siblings = chapters.filter((chapter) => chapter.parentId === parentId)
  const at = siblings.findIndex((chapter) => chapter.id === chapterId)
  return { parentId, afterId: siblings[at - 1]?.id ?? null }
}

export const steps = ['up', 'down', 'in', 'out'] as const
export type Step = (typeof steps)[number]

/** Where one step leads: up or down among its siblings, in (below the one above), out (behind its parent). Null at the edge. */
export function stepOf(chapters: readonly Chapter[], chapterId: string, step: Step): Place | null {
  const chapter = chapters.find(({ id }) => id === chapterId)
  if (!chapter) return null
  const { parentId } = chapter
  const siblings = chapters.filter((other) => other.parentId === parentId)
  const at = siblings.findIndex(({ id }) => id === chapterId)
  const above = siblings[at - 1]
  switch (step) {
    case 'up':
      return above ? { parentId, afterId: siblings[at - 2]?.id ?? null } : null
    case 'down':
      return siblings[at + 1] ? { parentId, afterId: siblings[at + 1]!.id } : null
    case 'in': {
      if (!above) return null
      const inside = chapters.filter((other) => other.parentId === above.id)
      return { parentId: above.id, afterId: inside.at(-1)?.id ?? null }
    }
    case 'out': {
      if (parentId === null) return null
      const parent = chapters.find(({ id }) => id === parentId)
      return parent ? { parentId: parent.parentId, afterId: parent.id } : null
    }
  }
}

/** Whole days from one calendar day to another: negative when it has passed. Both `YYYY-MM-DD`. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
}

/** The calendar day it is somewhere, as `YYYY-MM-DD`. A zone that nobody knows counts as UTC. */
export function todayIn(timeZone: string, now = new Date()): string {
  try {
    return now.toLocaleDateString('en-CA', { timeZone })
  } catch {
    return now.toLocaleDateString('en-CA', { timeZone: 'UTC' })
  }
}

export type Deadline = {
  kind: 'chapter' | 'drafts' | 'review' | 'launch'
  on: string
  days: number
  title: string
  chapterId?: string
  slug: string
  compendium: string
}

/**
 * What is due, soonest first: each chapter I write in that is not final, by its own date or else by the date its
 * compendium sets for where it stands; and the dates of the compendia I lead. Past dates of a compendium count as
 * overdue only while a chapter still is where it should have left.
 */
export function deadlinesOf(
  { chapters, compendia }: Pick<Desk, 'chapters' | 'compendia'>,
  today: string,
): Deadline[] {
  const found: Deadline[] = []
  for (const { id, title, status, dueOn, access, compendium } of chapters) {
    if (status === 'final' || access === 'read') continue
    const on = dueOn ?? dateFor(status, compendium)
    if (on) {
      const { slug, title: volume } = compendium
      found.push({
        kind: 'chapter',
        on,
        days: daysUntil(on, today),
        title,
        chapterId: id,
        slug,
        compendium: volume,
      })
    }
  }
  for (const { slug, title, byStatus, ...dates } of compendia) {
    const early = (byStatus.outline ?? 0) + (byStatus.drafting ?? 0)
    const open = early + (byStatus['in review'] ?? 0)
    const add = (kind: Deadline['kind'], on: string | null, waiting: number) => {
      if (!on || (waiting === 0 && on < today)) return
      found.push({ kind, on, days: daysUntil(on, today), title, slug, compendium: title })
    }
    add('drafts', dates.draftsDueOn, early)
    add('review', dates.reviewDueOn, open)
    add('launch', dates.launchOn, open)
  }
  return found.toSorted((a, b) => a.on.localeCompare(b.on) || a.title.localeCompare(b.title))
}

function dateFor(status: Status, { draftsDueOn, reviewDueOn }: Deadlines): string | null {
  return status === 'in review' ? reviewDueOn : draftsDueOn
}

/** What became of a chapter since a visit: words more (or fewer), and who wrote; null when nothing did. */
export function changeSince(chapter: Desk['chapters'][number]): { words: number; writers: string[] } | null {
  const { visitedAt, wordsThen, words, writers } = chapter
  if (visitedAt === null) return null
  const more = words - (wordsThen ?? words)
  return writers.length === 0 ? null : { words: more, writers }
}
