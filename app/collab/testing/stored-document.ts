import * as Y from 'yjs'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { unpack } from '../server/packed-snapshots.ts'
import { supabaseStore } from '../server/chapter-store.ts'

/** The document as the portal would load it from the database now. */
export async function storedDocument(chapterId: string): Promise<Y.Doc> {
  const state = await supabaseStore(serviceDb()).state(chapterId)
  const doc = new Y.Doc()
  if (state.snapshot) Y.applyUpdateV2(doc, await unpack(state.snapshot))
  for (const row of state.rows) Y.applyUpdate(doc, row.update)
  return doc
}
export const storedText = async (chapterId: string) =>
  (await storedDocument(chapterId)).getXmlFragment('default').toString()
