import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap'
import { encodeStateAsUpdateV2, encodeStateVector } from 'yjs'
import { z } from 'zod'
import { pack } from '#app/collab/server/packed-snapshots.ts'
import { documentJson, outline, plainText, wordsIn, type DocumentJson } from '#app/editor/render/index.ts'
import { DOCUMENT_FIELD, editorSchema } from '#app/editor/schema.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { outcome, resultOf, rpc } from '#app/platform/rpc.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { lastChanges, lastVisits } from './demo/comings-and-goings.ts'
import { missionsThatCanLeave } from './demo/missions-that-can-leave.ts'
import { otherVolumes } from './demo/other-volumes.ts'

/**
 * Writes the texts of the demo chapters that `supabase/seed.sql` made and that nobody has written in yet.
 * False where the database holds no demo alliance.
 */
export async function seedDemoTexts(): Promise<boolean> {
  const texts = { ...missionsThatCanLeave, ...otherVolumes }
  const db = serviceDb()
  const empty = await resultOf(
    'chapters',
    db
      .from('chapters')
      .select('id, chapter_texts(chapter_id), chapter_updates(id)')
      .in('id', Object.keys(texts))
      .limit(1, { referencedTable: 'chapter_updates' }),
  )
  let written = 0
  for (const { id, chapter_texts, chapter_updates } of empty as Row[]) {
    if (!isEmpty(chapter_texts) || !isEmpty(chapter_updates)) continue
    await writeText(id, texts[id]!)
    written += 1
  }
  if (written > 0) await noteComingsAndGoings()
  return empty.length > 0
}

type Row = { id: string; chapter_texts: unknown; chapter_updates: unknown }
const isEmpty = (related: unknown) => related === null || (Array.isArray(related) && related.length === 0)

async function writeText(chapter: string, content: DocumentJson[]): Promise<void> {
  const doc = prosemirrorJSONToYDoc(editorSchema(), { type: 'doc', content }, DOCUMENT_FIELD)
  const json = documentJson(doc)
  const plain = plainText(json)
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const folded = {
    base: 0,
    ids: [],
    state: base64(await pack(encodeStateAsUpdateV2(doc))),
    stateVector: base64(encodeStateVector(doc)),
    schema: EDITOR_VERSION,
    history: [],
    text: { content: json, plain, words: wordsIn(json), outline: outline(json) },
  }
  doc.destroy()
  await rpc(serviceDb(), 'fold_chapter', { chapter, folded }, outcome('folded'))
}

/** A past for the demo: who wrote last, and who has not seen it yet. */
async function noteComingsAndGoings(): Promise<void> {
  const db = serviceDb()
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  const chapters = await resultOf('chapters', db.from('chapters').select('id, words'))
  const words = new Map(chapters.map((row) => [row.id, row.words]))
  // An update that changes nothing (two zero counts) still says who was at work; when, is set afterwards.
  const batch = lastChanges.map(({ chapter, by }) => ({ chapter, person: by, update: 'AAA=' }))
  await rpc(db, 'append_updates', { batch }, z.unknown())
  await Promise.all(
    lastChanges.flatMap(({ chapter, by, hoursAgo }) => {
      const change = { last_changed_at: ago(hoursAgo), last_changed_by: by }
      const updates = db.from('chapter_updates').update({ created_at: ago(hoursAgo) })
      return [
        resultOf('chapters', db.from('chapters').update(change).eq('id', chapter)),
        resultOf('chapter_updates', updates.eq('chapter_id', chapter).eq('person_id', by)),
      ]
    }),
  )
  const visits = lastVisits.map(({ person, chapter, hoursAgo, wordsSince }) => ({
    person_id: person,
    chapter_id: chapter,
    visited_at: ago(hoursAgo),
    words_then: Math.max(0, (words.get(chapter) ?? 0) - wordsSince),
  }))
  await resultOf('chapter_visits', db.from('chapter_visits').insert(visits))
}
