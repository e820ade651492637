import type { Editor } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import {
  findNext,
  findPrev,
  getMatchHighlights,
  getSearchState,
  replaceAll,
  replaceNext,
  search,
  SearchQuery,
  setSearchState,
} from 'prosemirror-search'

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

/** Marks what is searched for, everywhere in the text, and keeps the marks right while it changes. */
export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [search()],
})

/** Searches for something else; an empty wish ends the search. */
export function setFind(editor: Editor, wish: FindWish | null): void {
  const query = new SearchQuery(wish ? { ...wish, literal: true } : { search: '' })
  const known = getSearchState(editor.state)?.query
  if (!known?.eq(query)) editor.view.dispatch(setSearchState(editor.state.tr, query))
}

/** How many matches there are and which one is selected. */
export function findResult(editor: Editor): FindResult {
  if (!getSearchState(editor.state)?.query.valid) return { count: 0, at: 0 }
  const { from, to } = editor.state.selection
  const matches = getMatchHighlights(editor.state).find()
  return {
    count: matches.length,
    at: matches.findIndex((match) => match.from === from && match.to === to) + 1,
  }
}

/** Selects the next or the previous match and brings it into view; begins anew at the end. */
export function goToMatch(editor: Editor, way: 'next' | 'previous'): void {
  const command = way === 'next' ? findNext : findPrev
  command(editor.state, (tr) => editor.view.dispatch(tr.scrollIntoView()))
  // Without focus the browser scrolls nothing, so the mark is brought into view by hand.
  requestAnimationFrame(() => {
    editor.view.dom.querySelector('.ProseMirror-active-search-match')?.scrollIntoView({ block: 'center' })
  })
}

/** Replaces the selected match and selects the next; the first time it only selects. */
export function replaceMatch(editor: Editor): void {
  replaceNext(editor.state, editor.view.dispatch.bind(editor.view))
}

/** Replaces every match in one step, which one undo takes back; says how many there were. */
export function replaceMatches(editor: Editor): number {
  const { count } = findResult(editor)
  replaceAll(editor.state, editor.view.dispatch.bind(editor.view))
  return count
}
