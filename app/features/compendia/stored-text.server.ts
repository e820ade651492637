import { type DocumentJson, renderHtml } from '#app/editor/render/index.ts'
import { resultOf } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'

/** Longer texts are not sent twice: the editor brings them anyway. */
const longestPreview = 60_000

/**
 * A chapter's text as it was stored last, as safe HTML, to read while the editor is on its way.
 * Empty when there is none that the caller may read, or when it is long.
 */
export async function storedHtml(db: Db, chapterId: string): Promise<string> {
  const texts = db.from('chapter_texts').select('content').eq('chapter_id', chapterId)
  const stored = await resultOf('chapter_texts', texts.lt('words', longestPreview / 6).maybeSingle())
  const html = stored ? renderHtml(stored.content as DocumentJson) : ''
  return html.length > longestPreview ? '' : html
}

/** Whether a chapter's text could not be prepared for reading, as far as the caller leads it. */
export async function isSetAside(db: Db, chapterId: string): Promise<boolean> {
  const faults = db.from('chapter_faults').select('chapter_id').eq('chapter_id', chapterId)
  return (await resultOf('chapter_faults', faults.maybeSingle())) !== null
}
