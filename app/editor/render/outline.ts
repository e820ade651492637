import { childrenOf, DEEPEST, headingLevel, inlineText, type DocumentJson } from './json.ts'

export interface OutlineEntry {
  /** Unique in the document, stable while the words of the heading stay; also its anchor when read. */
  id: string
  level: 1 | 2 | 3 | 4
  text: string
}

/** The headings with words in them, in order, each with the anchor that `renderHtml` gives it. */
export function outline(json: DocumentJson): OutlineEntry[] {
  return [...headingsOf(json).values()]
}

/** The same, by node, so that a rendering and an outline can never disagree. */
export function headingsOf(json: DocumentJson): Map<DocumentJson, OutlineEntry> {
  const found = new Map<DocumentJson, OutlineEntry>()
  const nextId = uniqueIds()
  const visit = (node: DocumentJson, depth: number) => {
    if (node.type === 'heading') {
      const text = oneLine(inlineText(node))
      if (text) found.set(node, { id: nextId(text), level: headingLevel(node), text })
      return
    }
    if (depth < DEEPEST) for (const child of childrenOf(node)) visit(child, depth + 1)
  }
  visit(json, 0)
  return found
}

/** White space folded and trimmed. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** A maker of anchors: readable, in any script, never the same twice, never the id of something else on a page. */
export function uniqueIds(): (text: string) => string {
  const taken = new Set<string>()
  return (text) => {
    const base = `s-${slug(text)}`
    let id = base
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`
    taken.add(id)
    return id
  }
}

function slug(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  return [...words].slice(0, 60).join('').replace(/^-|-$/g, '') || 'section'
}
