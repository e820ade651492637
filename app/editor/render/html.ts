import { renderJSONContentToString } from '@tiptap/static-renderer/json/html-string'
import { blockRenderers, type Renderer } from './blocks.ts'
import { childrenOf, DEEPEST, inlineText, isTextblock, type DocumentJson } from './json.ts'
import { headingsOf } from './outline.ts'

export interface RenderOptions {
  /** Give headings their anchors, with a link to themselves. */
  headingIds?: boolean
  /** Stands before each anchor, where several documents share a page. Letters, digits and hyphens. */
  idPrefix?: string
  /** Words above callouts, in the reader's language; without them the style sheet of the page may supply them. */
  calloutLabel?: (kind: 'key-message' | 'recommendation', addressee: string) => string
}

/**
 * A document as static HTML: pure, without a DOM, the same string for the same document. Everything stored is
 * escaped or checked again here, for it may have come from a hostile client. Nodes it does not know give their
 * words. An empty document gives ''.
 */
export function renderHtml(json: DocumentJson, options: RenderOptions = {}): string {
  const document = levelled(json, 0)
  const headings = options.headingIds ? headingsOf(document) : new Map<DocumentJson, never>()
  const anchored = (id: string | undefined) => id && `${options.idPrefix ?? ''}${id}`
  const render = renderJSONContentToString({
    nodeMapping: Object.assign(
      Object.create(null) as Record<string, Renderer>,
      blockRenderers((heading) => anchored(headings.get(heading)?.id), options.calloutLabel),
    ),
    markMapping: {},
    unhandledNode: ({ children }) => [children ?? ''].flat().join(''),
  })
  return render({ content: document })
}

/** A copy in which blocks carry no marks and frames deeper than anybody writes are flattened to their words. */
function levelled(node: DocumentJson, depth: number): DocumentJson {
  if (isTextblock(node)) return { ...node, marks: undefined }
  if (depth > DEEPEST) return { type: 'paragraph', content: [{ type: 'text', text: inlineText(node) }] }
  if (typeof node.text === 'string') return node
  return { ...node, marks: undefined, content: childrenOf(node).map((child) => levelled(child, depth + 1)) }
}
