import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { DOCUMENT_FIELD, editorSchema } from '../schema.ts'

export interface TemplateSection {
  heading: string
  /** 1 to 4; 2 when left out, since the chapter's title is above it. */
  level?: 1 | 2 | 3 | 4
  /** Advice shown while the paragraph under the heading is empty; it is not part of the text. */
  hint?: string
}

/**
 * The first content of a chapter as a Yjs update, to be stored once, on the server, when the chapter is made.
 * The same sections always give the same bytes, so an update that is applied twice changes nothing.
 */
export function seedDocument(sections: readonly TemplateSection[]): Uint8Array {
  const json = {
    type: 'doc',
    content: sections.flatMap(({ heading, level = 2, hint }) => [
      { type: 'heading', attrs: { level }, content: heading ? [{ type: 'text', text: heading }] : [] },
      { type: 'paragraph', attrs: hint ? { hint } : {} },
    ]),
  }
  const doc = new Doc()
  doc.clientID = fingerprint(JSON.stringify(json))
  if (sections.length > 0) {
    prosemirrorJSONToYXmlFragment(editorSchema(), json, doc.getXmlFragment(DOCUMENT_FIELD))
  }
  const update = encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** FNV-1a, 32 bits: no secret, only the same number for the same text. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
