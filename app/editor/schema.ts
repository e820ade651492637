import { getSchema, type Extensions } from '@tiptap/core'
import { Subscript } from '@tiptap/extension-subscript'
import { Superscript } from '@tiptap/extension-superscript'
import type { Schema } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import { ChapterLink } from './marks/link.ts'
import { Callout } from './nodes/callout.ts'
import { Direction } from './nodes/direction.ts'
import { Hint } from './nodes/hint.ts'
import {
  ChapterBulletList,
  ChapterListItem,
  ChapterOrderedList,
  ChapterTaskItem,
  ChapterTaskList,
} from './nodes/lists.ts'
import { Quote } from './nodes/quote.ts'
import { ChapterTable, ChapterTableCell, ChapterTableHeader, ChapterTableRow } from './nodes/table.ts'

export { DOCUMENT_FIELD } from './version.ts'

/** Heading levels a chapter may use; the chapter's title stands above them. */
export const HEADING_LEVELS = [1, 2, 3, 4] as const

/**
 * The grammar of a chapter, in one list, for the browser, the server and the tests alike.
 *
 * Containers hold `*` and never `+`: when two people empty the two halves of a container at the same time,
 * the merged result must still be valid, or the binding deletes the container with what a third person is
 * adding to it offline. The root keeps `block+`: it is no element of the shared document and cannot be
 * deleted, and the empty line an empty chapter shows stays local until somebody types.
 *
 * Left out of StarterKit on purpose: `undoRedo` (the shared document has its own, per person) and
 * `trailingNode` (it would append a line at each reload); code, which no policy text needs.
 *
 * Doors for later parts, each of which bumps `EDITOR_VERSION`:
 * - footnotes: an inline atom `footnote` with its text as content, in `nodes/footnote.ts`; numbers are
 *   counted when shown, never stored;
 * - citations: an inline atom `citation` with ids of sources as attributes, in `nodes/citation.ts`;
 * - images: a block `figure` with a caption as content and the id of a stored file, in `nodes/figure.ts`;
 * - comments: a mark `comment` with a thread's id, `excludes: ''`, in `marks/comment.ts`; the words of a
 *   thread live in the database, not in the document;
 * - suggestions: two marks, `insertion` and `deletion`, with author and time, in `marks/suggestion.ts`.
 */
export function editorExtensions(): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      heading: { levels: [...HEADING_LEVELS] },
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      trailingNode: false,
      undoRedo: false,
    }),
    Superscript.extend({ excludes: 'subscript' }),
    Subscript.extend({ excludes: 'superscript' }),
    ChapterLink,
    ChapterBulletList,
    ChapterOrderedList,
    ChapterListItem,
    ChapterTaskList,
    ChapterTaskItem,
    Quote,
    Callout,
    ChapterTable,
    ChapterTableRow,
    ChapterTableHeader,
    ChapterTableCell,
    Direction,
    Hint,
  ]
}

let schema: Schema | undefined

/** The ProseMirror schema of `editorExtensions()`, built once per process. */
export function editorSchema(): Schema {
  schema ??= getSchema(editorExtensions())
  return schema
}
