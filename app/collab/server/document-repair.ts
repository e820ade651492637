/* oxlint-disable no-underscore-dangle -- the inner links of Yjs types have such names */
import * as Y from 'yjs'
import { attributeFits, DEEPEST_ELEMENT, DOC, isMarkName, mayContain, TEXT } from '#app/editor/grammar.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'
import { nodeName, type SharedType } from './update-check.ts'

/** Longer words than this are not taken along: nobody wrote them. */
const MOST_WORDS = 200_000

type Misplaced = {
  item: Y.Item
  /** The block of the document that it is in or behind; null at the beginning. */
  block: SharedType | null
}

/**
 * What stands in a document where the grammar has no place for it, outermost first. Looks at everything that is shown, without
 * recursion: a document may be nested as deep as its author liked.
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
      if (!item.deleted && !attributeStands(at.name, item)) found.push({ item, block })
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
      } else if (at.name !== TEXT || !textStands(content)) found.push({ item, block })
    }
  }
  return found
}

function attributeStands(node: string, item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentAny) || item.parentSub === null) return false
  const values: unknown[] = item.content.arr
  return values.length === 1 && attributeFits(node, item.parentSub, values[0])
}

function textStands(content: Y.Item['content']): boolean {
  return content instanceof Y.ContentString || (content instanceof Y.ContentFormat && isMarkName(content.key))
}

/**
 * Takes out of a document what has no place in it, as an edit like any other; the words in it are kept, in a paragraph
 * behind the block in which they stood. Two processes that do so at the same time make the same change.
 * Returns how many things were taken out.
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
    // The last first, so that what is put behind one block keeps its order.
    for (const { words, block } of rescued.toReversed()) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      root.insertAfter(block as Y.XmlElement | null, [paragraph])
    }
    // From the inside out: Yjs would call itself for each level.
    for (const { item } of misplaced)
      for (const inner of itemsIn(item).toReversed()) inner.delete(transaction)
  }, 'repair')
  document.clientID = clientID
  return misplaced.length
}

/** An item and all in it that is a type, the outermost first, without recursion. */
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

/** The words in an item, in order, without recursion. */
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
