import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type { Doc } from 'yjs'
import { DEEPEST_ELEMENT } from '../grammar.ts'
import { DOCUMENT_FIELD } from '../version.ts'

/** A node as ProseMirror writes it to JSON, believed only as far as the types go. */
export type DocumentJson = {
  type?: string
  text?: string
  attrs?: Record<string, unknown>
  content?: DocumentJson[]
  marks?: readonly { type: string; attrs?: Record<string, unknown> }[]
}

/** Containers deeper than this are no writing; their text is kept, their frames are not. */
export const DEEPEST = 24

const EMPTY: DocumentJson = { type: 'doc', content: [] }

/**
 * The document of a chapter as ProseMirror JSON. Reads and never writes: unlike the editor's binding it leaves
 * nodes it does not know in place. What is stored may have been written by a hostile client, so the result is
 * not guaranteed to fit the schema; everything in this folder copes with that.
 */
export function documentJson(ydoc: Doc): DocumentJson {
  const json: unknown = yXmlFragmentToProsemirrorJSON(ydoc.getXmlFragment(DOCUMENT_FIELD))
  if (!isNode(json)) return EMPTY
  const document = { ...json, content: (json.content ?? []).flat() }
  return isDeeperThan(document, DEEPEST_ELEMENT) ? cut(document, DEEPEST_ELEMENT) : document
}

function isDeeperThan(node: DocumentJson, levels: number): boolean {
  let level = [node]
  for (let depth = 0; level.length > 0 && depth <= levels; depth += 1) level = level.flatMap(childrenOf)
  return level.length > 0
}

/** A copy in which the words below so many levels stand in a paragraph, without their frames. */
function cut(node: DocumentJson, levels: number): DocumentJson {
  if (typeof node.text === 'string') return node
  if (levels > 0) return { ...node, content: childrenOf(node).map((child) => cut(child, levels - 1)) }
  return { type: 'paragraph', content: [{ type: 'text', text: inlineText(node) }] }
}

/** The children of a node that are nodes. */
export function childrenOf(node: DocumentJson): DocumentJson[] {
  return Array.isArray(node.content) ? node.content.filter(isNode) : []
}

/** The words inside a node, with a line end for each hard break. However deep it is nested: no recursion. */
export function inlineText(node: DocumentJson): string {
  let text = ''
  const waiting = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.text === 'string') text += next.text
    else if (next.type === 'hardBreak') text += '\n'
    else waiting.push(...childrenOf(next).toReversed())
  }
  return text
}

/** Whether a node holds words rather than blocks. */
export function isTextblock(node: DocumentJson): boolean {
  return node.type === 'paragraph' || node.type === 'heading'
}

/** A heading's level, 1 to 4, whatever is stored. */
export function headingLevel(node: DocumentJson): 1 | 2 | 3 | 4 {
  const level = Number(node.attrs?.level)
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : 4
}

function isNode(value: unknown): value is DocumentJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
