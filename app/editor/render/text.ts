import { asAddressee } from '../nodes/callout-values.ts'
import { childrenOf, DEEPEST, inlineText, isTextblock, type DocumentJson } from './json.ts'
import { countWords } from './words.ts'

/** The words of a document for search: a line per block, a tab between the cells of a row, addressees of callouts. */
export function plainText(json: DocumentJson): string {
  return blockText(json, 0, true).trim()
}

/** How many words the document has, as the editor counts them while it is written: whom a callout is for is not among them. */
export function wordsIn(json: DocumentJson): number {
  return countWords(blockText(json, 0, false))
}

function blockText(node: DocumentJson, depth: number, addressees: boolean): string {
  if (isTextblock(node) || depth > DEEPEST) return inlineText(node)
  const parts = childrenOf(node)
    .map((child) => (child.text === undefined ? blockText(child, depth + 1, addressees) : child.text))
    .filter((part) => part !== '')
  if (node.type === 'tableRow') return parts.map((part) => part.replace(/\n/g, ' ')).join('\t')
  if (addressees && node.type === 'callout')
    parts.unshift(...[asAddressee(node.attrs?.addressee)].filter(Boolean))
  return parts.join('\n')
}
