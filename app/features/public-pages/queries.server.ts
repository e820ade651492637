import { z } from 'zod'
import { renderHtml, type DocumentJson } from '#app/editor/render/index.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { log } from '#app/platform/log.server.ts'
import { resultOf, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { Key } from './schema.ts'

const Document = z.custom<DocumentJson>((value) => typeof value === 'object' && value !== null)

/** A text of a public page as it is read: its title, and its words as HTML of our own making. */
export type PublicPage = { title: string; html: string; savedAt: string }

/** Throws when the database cannot be asked. */
export async function publicPage(db: Db, key: Key): Promise<PublicPage> {
  const texts = db.from('site_texts').select('title, content, saved_at').eq('key', key)
  const { title, content, saved_at } = await resultOf('site_texts', texts.single())
  return { title, html: htmlOf(key, content), savedAt: saved_at }
}

/** A text that does not fit the grammar is left out of its page, which stands. */
function htmlOf(key: Key, content: unknown): string {
  try {
    return renderHtml(Document.parse(content), { headingIds: true, calloutLabel })
  } catch (error) {
    log.error(
      { key, error: error instanceof Error ? error.message : String(error) },
      'a text cannot be shown',
    )
    return ''
  }
}

function calloutLabel(kind: 'key-message' | 'recommendation', addressee: string): string {
  const t = wordsOf('compendia')
  if (kind === 'key-message') return t('read.keyMessage')
  return addressee ? t('read.recommendationTo', { addressee }) : t('read.recommendation')
}

const Version = z.object({
  version: z.number(),
  title: z.string(),
  at: z.string(),
  by: z.string().nullable(),
})
const TextToEdit = z.object({
  key: Key,
  /** The version that is published. */
  version: z.number(),
  /** The version that is looked at. */
  shown: z.number(),
  title: z.string(),
  content: Document,
  versions: z.array(Version),
})
/** A text with its versions, newest first; moments are ISO texts in UTC. */
export type TextToEdit = z.infer<typeof TextToEdit>

/** Null for who does not coordinate, and for a version that never was. */
export async function pageToEdit(db: Db, key: Key, at: number | null): Promise<TextToEdit | null> {
  return rpc(db, 'site_text_to_edit', { key, ...(at !== null && { at }) }, TextToEdit.nullable())
}

const ListedText = Version.extend({ key: Key })
export type ListedText = z.infer<typeof ListedText>

/** All texts in a line each; null for who does not coordinate. */
export async function publicPages(db: Db): Promise<ListedText[] | null> {
  return rpc(db, 'site_texts_list', {}, z.array(ListedText).nullable())
}
