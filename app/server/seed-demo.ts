import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap'
import { encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { countWords, documentJson, outline, plainText, type DocumentJson } from '#app/editor/render/index.ts'
import { DOCUMENT_FIELD, editorSchema } from '#app/editor/schema.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { missionsThatCanLeave } from './demo/missions-that-can-leave.ts'
import { otherVolumes } from './demo/other-volumes.ts'

/** Writes the texts of the demo chapters that `supabase/seed.sql` made and that nobody has written in yet. */
export async function seedDemoTexts(): Promise<void> {
  const texts = { ...missionsThatCanLeave, ...otherVolumes }
  const db = serviceDb()
  const { data: empty, error } = await db
    .from('chapters')
    .select('id, chapter_texts(chapter_id), chapter_updates(id)')
    .in('id', Object.keys(texts))
    .limit(1, { referencedTable: 'chapter_updates' })
  if (error) throw new Error(`demo texts: ${error.message}`)
  for (const { id, chapter_texts, chapter_updates } of (empty ?? []) as Row[]) {
    if (isEmpty(chapter_texts) && isEmpty(chapter_updates)) await writeText(id, texts[id]!)
  }
}

type Row = { id: string; chapter_texts: unknown; chapter_updates: unknown }
const isEmpty = (related: unknown) => related === null || (Array.isArray(related) && related.length === 0)

async function writeText(chapter: string, content: DocumentJson[]): Promise<void> {
  const doc = prosemirrorJSONToYDoc(editorSchema(), { type: 'doc', content }, DOCUMENT_FIELD)
  const json = documentJson(doc)
  const plain = plainText(json)
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const { data, error } = await serviceDb().rpc('fold_chapter', {
    chapter,
    folded: {
      base: 0,
      ids: [],
      state: base64(encodeStateAsUpdate(doc)),
      stateVector: base64(encodeStateVector(doc)),
      schema: EDITOR_VERSION,
      history: [],
      text: { content: json, plain, words: countWords(plain), outline: outline(json) },
    },
  })
  doc.destroy()
  if (error || data?.kind !== 'folded')
    throw new Error(`demo text of ${chapter}: ${error?.message ?? data?.kind}`)
}
