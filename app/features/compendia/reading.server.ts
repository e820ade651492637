import { type DocumentJson, renderHtml } from '#app/editor/render/index.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { StoredReading } from './shapes.ts'

const t = wordsOf('compendia')

/**
 * A compendium to read: its title block, the contents list, and the text of all chapters, or of one, as safe HTML.
 * Null when there is none that the caller may read. Anchors of one chapter never meet those of another.
 */
export async function compendiumToRead(db: Db, slug: string, chapterId: string | null) {
  const stored = await rpc(db, 'compendium_to_read', { slug, chapter: chapterId }, StoredReading.nullable())
  if (!stored) return null
  const { chapters, ...volume } = stored
  if (chapterId !== null && !chapters.some(({ id }) => id === chapterId)) return null
  const changedAt = chapters.map((chapter) => chapter.changedAt).reduce(later, null)
  return {
    ...volume,
    changedAt,
    words: chapters.reduce((sum, { words }) => sum + words, 0),
    chapters: chapters.map(({ content, outline, ...chapter }) => {
      const prefix = chapterId === null ? `c${chapter.id.slice(0, 8)}-` : ''
      return {
        ...chapter,
        anchor: `chapter-${chapter.id.slice(0, 8)}`,
        html: content
          ? renderHtml(content as DocumentJson, { headingIds: true, idPrefix: prefix, calloutLabel })
          : '',
        // Deeper headings make a list that nobody reads.
        contents: outline
          .filter(({ level }) => level <= 2)
          .map(({ id, text }) => ({ id: prefix + id, text })),
      }
    }),
  }
}
export type Reading = NonNullable<Awaited<ReturnType<typeof compendiumToRead>>>

function calloutLabel(kind: 'key-message' | 'recommendation', addressee: string): string {
  if (kind === 'key-message') return t('read.keyMessage')
  return addressee ? t('read.recommendationTo', { addressee }) : t('read.recommendation')
}

function later(a: string | null, b: string | null): string | null {
  if (!a || !b) return a ?? b
  return Date.parse(a) > Date.parse(b) ? a : b
}
