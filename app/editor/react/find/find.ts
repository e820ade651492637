import type { Editor } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { searchText, textQuery, type TextMatch } from './search-text.ts'

export interface FindWish {
  search: string
  replace: string
  caseSensitive: boolean
  wholeWord: boolean
}

export interface FindResult {
  count: number
  /** Which of them is selected, from 1; 0 when none is. */
  at: number
}

interface FindState {
  replace: string
  search: ((doc: Node) => TextMatch[]) | null
  matches: readonly TextMatch[]
  decorations: DecorationSet
}

const key = new PluginKey<FindState>('find')
const NOTHING: FindState = { replace: '', search: null, matches: [], decorations: DecorationSet.empty }

/** Marks what is searched for, everywhere in the text, and keeps the marks right while it changes. */
export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [findPlugin()],
})

export function findPlugin(): Plugin<FindState> {
  return new Plugin<FindState>({
    key,
    state: {
      init: () => NOTHING,
      apply(tr, old, _, state) {
        const wish = tr.getMeta(key) as FindWish | null | undefined
        const known = wish === undefined ? old : wish === null ? NOTHING : prepared(wish)
        if (!known.search || (known === old && !tr.docChanged && !tr.selectionSet)) return known
        const matches = known === old && !tr.docChanged ? old.matches : known.search(state.doc)
        return { ...known, matches, decorations: marked(state, matches) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  })
}

function prepared({ search, replace, caseSensitive, wholeWord }: FindWish): FindState {
  const query = textQuery(search, caseSensitive, wholeWord)
  if (!query) return NOTHING
  // Blocks that stay the same are searched once.
  const known = new WeakMap<Node, readonly TextMatch[]>()
  const inBlock = (block: Node) => {
    const found = known.get(block) ?? searchText(plainText(block), query)
    known.set(block, found)
    return found
  }
  return { ...NOTHING, replace, search: (doc) => everyBlock(doc, inBlock) }
}

function everyBlock(doc: Node, inBlock: (block: Node) => readonly TextMatch[]): TextMatch[] {
  const found: TextMatch[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    for (const { from, to } of inBlock(node)) found.push({ from: pos + 1 + from, to: pos + 1 + to })
    return false
  })
  return found
}

/** The text of a block in which each place has the number it has in the document. */
function plainText(block: Node): string {
  let text = ''
  block.forEach((child) => {
    text += child.text ?? '\ufffc'.repeat(child.nodeSize)
  })
  return text
}

function marked({ doc, selection }: EditorState, matches: readonly TextMatch[]): DecorationSet {
  return DecorationSet.create(
    doc,
    matches.map((match) => {
      const active = match.from === selection.from && match.to === selection.to
      return Decoration.inline(match.from, match.to, { class: active ? 'find-match-active' : 'find-match' })
    }),
  )
}

/** The change that searches for something else; null ends the search. */
export function findTransaction(state: EditorState, wish: FindWish | null): Transaction {
  return state.tr.setMeta(key, wish)
}

/** Searches for something else; null ends the search. */
export function setFind(editor: Editor, wish: FindWish | null): void {
  if (!editor.isDestroyed) editor.view.dispatch(findTransaction(editor.state, wish))
}

/** How many matches there are and which one is selected. */
export function findResult({ state }: { state: EditorState }): FindResult {
  const { from, to } = state.selection
  const matches = key.getState(state)?.matches ?? []
  return {
    count: matches.length,
    at: matches.findIndex((match) => match.from === from && match.to === to) + 1,
  }
}

/** Selects the next or the previous match and brings it into view; begins anew at the end. */
export function goToMatch(editor: Editor, way: 'next' | 'previous'): void {
  const { doc, selection, tr } = editor.state
  const matches = key.getState(editor.state)?.matches ?? []
  const match =
    way === 'next'
      ? nextFrom(matches, selection.to)
      : (matches.findLast(({ to }) => to <= selection.from) ?? matches.at(-1))
  if (match)
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, match.from, match.to)).scrollIntoView())
  // Without focus the browser scrolls nothing, so the mark is brought into view by hand.
  requestAnimationFrame(() => {
    editor.view.dom.querySelector('.find-match-active')?.scrollIntoView({ block: 'center' })
  })
}

function nextFrom(matches: readonly TextMatch[], pos: number): TextMatch | undefined {
  return matches.find(({ from }) => from >= pos) ?? matches[0]
}

/** The change that replaces the selected match and selects the next; without one it only selects. */
export function replaceOne(state: EditorState): Transaction | null {
  const find = key.getState(state)
  const { tr, selection } = state
  const match = find && nextFrom(find.matches, selection.from)
  if (!match) return null
  let next: TextMatch | undefined = match
  if (match.from === selection.from && match.to === selection.to) {
    replaceRange(tr, match, find.replace)
    next = nextFrom(find.search?.(tr.doc) ?? [], tr.mapping.map(match.to))
  }
  if (next) tr.setSelection(TextSelection.create(tr.doc, next.from, next.to))
  return tr.scrollIntoView()
}

/** The change that replaces every match. */
export function replaceEach(state: EditorState): Transaction {
  const find = key.getState(state) ?? NOTHING
  const { tr } = state
  for (const match of find.matches.toReversed()) replaceRange(tr, match, find.replace)
  return tr
}

/** Puts words in the place of others, as they stand: the marks of the first letter stay, a link only if it covers all. */
function replaceRange(tr: Transaction, { from, to }: TextMatch, words: string): void {
  const marks = tr.doc.resolve(from).nodeAfter?.marks ?? []
  const kept = marks.filter(
    ({ type }) => type.spec.inclusive !== false || covers(tr.doc, from, to, type.name),
  )
  if (words === '') tr.delete(from, to)
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, kept))
}

function covers(doc: Node, from: number, to: number, mark: string): boolean {
  let all = true
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline && !node.marks.some(({ type }) => type.name === mark)) all = false
  })
  return all
}

/** Replaces the selected match and selects the next; the first time it only selects. */
export function replaceMatch(editor: Editor): void {
  const tr = replaceOne(editor.state)
  if (tr) editor.view.dispatch(tr)
}

/** Replaces every match in one step, which one undo takes back; says how many there were. */
export function replaceMatches(editor: Editor): number {
  const { count } = findResult(editor)
  if (count > 0) editor.view.dispatch(replaceEach(editor.state))
  return count
}
