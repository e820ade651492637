import type { Node } from '@tiptap/pm/model'
import { oneLine, uniqueIds, type OutlineEntry } from '../render/outline.ts'
import { countWords } from '../render/words.ts'

export interface PlacedHeading extends OutlineEntry {
  pos: number
}

/** The headings of an open document with their places; ids as `outline` and `renderHtml` give them. */
export function placedHeadings(doc: Node): PlacedHeading[] {
  const found: PlacedHeading[] = []
  const nextId = uniqueIds()
  doc.descendants((node, pos) => {
    if (node.type.name === 'heading') {
      const text = oneLine(node.textBetween(0, node.content.size, ' ', ' '))
      const level = Math.min(4, Math.max(1, Number(node.attrs.level) || 4)) as OutlineEntry['level']
      if (text) found.push({ id: nextId(text), level, text, pos })
    }
    return !node.isTextblock
  })
  return found
}

/** The heading a place belongs to: the last one at or above it. */
export function headingAt(headings: readonly PlacedHeading[], pos: number): string | null {
  return headings.findLast((heading) => heading.pos < pos)?.id ?? null
}

/** A word counter that counts again only the blocks that changed; a long chapter costs as little as a short one. */
export function wordCounter(language: string): (doc: Node) => number {
  let counted = new Map<string, number>()
  return (doc) => {
    const now = new Map<string, number>()
    let words = 0
    doc.forEach((block) => {
      const text = block.textBetween(0, block.content.size, '\n', '\n')
      const count = counted.get(text) ?? now.get(text) ?? countWords(text, language)
      now.set(text, count)
      words += count
    })
    counted = now
    return words
  }
}
