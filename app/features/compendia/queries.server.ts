import { z } from 'zod'
import type { FormReply } from '#app/platform/form.ts'
import { findPeople } from '#app/features/people/index.server.ts'
import { rowsOf } from '#app/platform/rows.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { SearchWords } from '#app/platform/text.ts'
import type { ListFilter } from './schema.ts'
import {
  ChapterRights,
  CompendiaList,
  CompendiumPage,
  CompendiumSettings,
  Desk,
  LastPlaces,
  Offer,
  Places,
  PublicCompendium,
  Pulse,
  StoredChapterPage,
} from './shapes.ts'

/** The compendia the caller may see, the last changed first, twenty-five a page, and whether they may open one. */
export function compendiaList(db: Db, { scope, q, kind, page }: ListFilter): Promise<CompendiaList> {
  return rpc(db, 'compendia_list', { scope, words: q, kind, page }, CompendiaList)
}

/** The institutions that a new compendium could have, each with whether the caller may open one in its lead. */
export function compendiumOffer(db: Db): Promise<Offer> {
  return rpc(db, 'compendium_choices', {}, Offer)
}

/** What a form is offered when it comes back: the institutions it named, and those that fit what was looked for. */
export function offerAgain(db: Db, { values }: FormReply): Promise<Offer> {
  const named = [values.leadInstitution, ...(values['institutions[]'] ?? '').split(',')]
  const chosen = named.filter((id) => z.uuid().safeParse(id).success).slice(0, 201) as string[]
  return rpc(db, 'compendium_choices', { words: (values.find ?? '').slice(0, 200), chosen }, Offer)
}

/** A compendium with its chapters in reading order; null when there is none that the caller may see. */
export function compendiumPage(db: Db, slug: string): Promise<CompendiumPage | null> {
  return rpc(db, 'compendium_page', { slug }, CompendiumPage.nullable())
}

/** A stamp that changes when the page of a compendium does, with its chapters' ids; null as above. */
export function compendiumPulse(db: Db, slug: string) {
  return rpc(db, 'compendium_pulse', { slug }, Pulse.nullable())
}

/** What the settings show and offer; null as above. Whether they may be kept is in `abilities`. */
export function compendiumSettings(db: Db, slug: string): Promise<CompendiumSettings | null> {
  return rpc(db, 'compendium_settings', { slug }, CompendiumSettings.nullable())
}

/** A chapter with its compendium, neighbours in reading order and what the caller may do; null when they may not read it. */
export async function chapterPage(db: Db, chapterId: string) {
  const stored = await rpc(db, 'chapter_page', { chapter: chapterId }, StoredChapterPage.nullable())
  if (!stored) return null
  const { lead, ...page } = stored
  const edit = page.access === 'edit'
  return { ...page, abilities: { edit, rename: edit, setStatus: edit, giveRights: lead } }
}
export type ChapterPage = NonNullable<Awaited<ReturnType<typeof chapterPage>>>

/** The rights to a chapter, own and inherited, as far as the caller may know them; null when they may not read it. */
export function chapterRights(db: Db, chapterId: string): Promise<ChapterRights | null> {
  return rpc(db, 'chapter_rights', { chapter: chapterId }, ChapterRights.nullable())
}

/** What waits for the caller: chapters given to them or visited lately, and the compendia they lead. */
export function myWork(db: Db): Promise<Desk> {
  return rpc(db, 'desk', {}, Desk)
}

/** Compendia, chapters and institutions whose names hold the words: at most five of each, only what the caller may see. */
export async function findPlaces(db: Db, words: string): Promise<Places> {
  const asked = SearchWords.parse(words)
  if (!asked) return { compendia: [], chapters: [], institutions: [] }
  return rpc(db, 'find_places', { words: asked }, Places)
}

/** The chapters that the caller was in last and may still read, the latest first: at most five. */
export function lastPlaces(db: Db) {
  return rpc(db, 'last_places', {}, LastPlaces)
}

/** What everyone may read, the latest launch first, at most 50: for the first page. */
export function publicCompendia(db: Db): Promise<PublicCompendium[]> {
  return rpc(db, 'public_compendia', {}, rowsOf('public compendia', PublicCompendium))
}

/** People and institutions that a right could be given to, by two letters or more of their name. */
export async function findHolders(db: Db, words: string) {
  if (words.trim().length < 2) return []
  const [{ institutions }, people] = await Promise.all([findPlaces(db, words), findPeople(db, words.trim())])
  return [
    ...people.map(({ id, name, institution }) => ({
      key: `person:${id}`,
      name,
      hint: institution,
      kind: 'person' as const,
    })),
    ...institutions.map(({ id, name, acronym }) => ({
      key: `institution:${id}`,
      name,
      hint: acronym,
      kind: 'institution' as const,
    })),
  ]
}
