/* oxlint-disable no-underscore-dangle -- the inner links of Yjs types have such names */
import * as Y from 'yjs'
import { attributeFits, DEEPEST_ELEMENT, DOC, isMarkName, mayContain, TEXT } from '#app/editor/grammar.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'
import { nodeName, type SharedType } from './update-check.ts'

/** Longer text is cut off when it is rescued. */
const MOST_WORDS = 200_000

type Misplaced = {
  item: Y.Item
  /** The top-level block that contains it or comes before it; null at the beginning. */
  block: SharedType | null
}

/**
 * Everything in a document that the grammar does not allow where it is, outermost first. Works without recursion, because an
 * attacker may nest elements as deep as they like.
 */
export function findMisplaced(document: Y.Doc): Misplaced[] {
  const root = document.getXmlFragment(DOCUMENT_FIELD)
  const found: Misplaced[] = []
  const open: { type: SharedType; name: string; depth: number; block: SharedType | null }[] = [
    { type: root, name: DOC, depth: 0, block: null },
  ]
  for (let at = open.pop(); at; at = open.pop()) {
    let { block } = at
    for (const item of at.type._map.values()) {
      if (!item.deleted && !isAllowedAttribute(at.name, item)) found.push({ item, block })
    }
    for (let item = at.type._start; item; item = item.right) {
      if (item.deleted) continue
      const { content } = item
      if (content instanceof Y.ContentType) {
        const name = nodeName(content.type)
        const depth = at.depth + (name === TEXT ? 0 : 1)
        if (!mayContain(at.name, name) || depth > DEEPEST_ELEMENT) {
          found.push({ item, block })
          continue
        }
        if (at.type === root) block = content.type
        open.push({ type: content.type, name, depth, block })
      } else if (at.name !== TEXT || !isAllowedText(content)) found.push({ item, block })
    }
  }
  return found
}

function isAllowedAttribute(node: string, item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentAny) || item.parentSub === null) return false
  const values: unknown[] = item.content.arr
  return values.length === 1 && attributeFits(node, item.parentSub, values[0])
}

function isAllowedText(content: Y.Item['content']): boolean {
  return content instanceof Y.ContentString || (content instanceof Y.ContentFormat && isMarkName(content.key))
}

/**
 * Removes from a document what the grammar does not allow, by an ordinary edit. Text in it is kept, in a paragraph after the
 * block that contained it. Two processes that do this at the same time make the same change. Returns how many items were
 * removed.
 */
export function repairDocument(document: Y.Doc): number {
  const misplaced = findMisplaced(document)
  if (misplaced.length === 0) return 0
  const root = document.getXmlFragment(DOCUMENT_FIELD)
  const rescued = misplaced
    .map(({ item, block }) => ({ words: wordsIn(item), block }))
    .filter(({ words }) => words)
  const { clientID } = document
  document.clientID = fingerprint(JSON.stringify([rescued.map(({ words }) => words), misplaced[0]!.item.id]))
  document.transact((transaction) => {
    // From last to first, so that several paragraphs after one block keep their order.
    for (const { words, block } of rescued.toReversed()) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      root.insertAfter(block as Y.XmlElement | null, [paragraph])
    }
    // From the inside out, because Yjs deletes nested items by recursion.
    for (const { item } of misplaced)
      for (const inner of itemsIn(item).toReversed()) inner.delete(transaction)
  }, 'repair')
  document.clientID = clientID
  return misplaced.length
}

/** An item and all types inside it, outermost first, without recursion. */
function itemsIn(outer: Y.Item): Y.Item[] {
  const found = [outer]
  for (let i = 0; i < found.length; i += 1) {
    const { content } = found[i]!
    if (!(content instanceof Y.ContentType)) continue
    for (let child = content.type._start; child; child = child.right)
      if (!child.deleted && child.content instanceof Y.ContentType) found.push(child)
  }
  return found
}

/** The text in an item, in order, without recursion. */
function wordsIn(item: Y.Item): string {
  let words = ''
  const open = [item]
  for (let at = open.pop(); at && words.length < MOST_WORDS; at = open.pop()) {
    if (at.deleted) continue
    if (at.content instanceof Y.ContentString) words += at.content.str
    if (!(at.content instanceof Y.ContentType)) continue
    if (words && nodeName(at.content.type) !== TEXT && !words.endsWith(' ')) words += ' '
    const children: Y.Item[] = []
    for (let child = at.content.type._start; child; child = child.right) children.push(child)
    open.push(...children.toReversed())
  }
  return words.slice(0, MOST_WORDS).trim()
}

/** FNV-1a, 32 bits: the same number for the same text. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
