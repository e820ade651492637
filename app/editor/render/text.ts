import { asAddressee } from '../nodes/callout-values.ts'
import { childrenOf, DEEPEST, inlineText, isTextblock, type DocumentJson } from './json.ts'

/** The words of a document for search and counting: a line per block, a tab between the cells of a row. */
export function plainText(json: DocumentJson): string {
  return blockText(json, 0).trim()
}

function blockText(node: DocumentJson, depth: number): string {
  if (isTextblock(node) || depth > DEEPEST) return inlineText(node)
  const parts = childrenOf(node)
    .map((child) => (child.text === undefined ? blockText(child, depth + 1) : child.text))
    .filter((part) => part !== '')
  if (node.type === 'tableRow') return parts.map((part) => part.replace(/\n/g, ' ')).join('\t')
  if (node.type === 'callout') parts.unshift(...[asAddressee(node.attrs?.addressee)].filter(Boolean))
  return parts.join('\n')
}
