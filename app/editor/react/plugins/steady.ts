import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

interface Held {
  scroller: Element
  /** Where the thing to hold still is now, in pixels from the top of the window; null when it is gone. */
  top: () => number | null
  before: number
}

/**
 * Nothing jumps when others type above: while their changes are drawn, the line of one's own caret stays where it
 * is on the screen, or, without a caret in view, the first block that is in view. It does by hand what scroll
 * anchoring does in some browsers, so that is switched off around it.
 */
export const Steady = Extension.create({
  name: 'steady',

  addStorage() {
    return { arriving: false, held: null as Held | null, scroller: null as HTMLElement | null }
  },

  onBeforeCreate() {
    const { editor, storage } = this
    editor.on('beforeTransaction', ({ transaction }) => {
      if (!arrives(transaction)) return
      storage.arriving = true
      storage.held = hold(editor.view)
      if (
        storage.held &&
        storage.held.scroller instanceof HTMLElement &&
        storage.scroller !== storage.held.scroller
      ) {
        if (storage.scroller) storage.scroller.style.overflowAnchor = ''
        storage.scroller = storage.held.scroller
        storage.scroller.style.overflowAnchor = 'none'
      }
    })
    editor.on('transaction', ({ transaction }) => {
      if (!arrives(transaction)) return
      storage.arriving = false
      const top = storage.held?.top() ?? null
      if (storage.held && top !== null) {
        const moved = top - storage.held.before
        if (Math.abs(moved) >= 1) storage.held.scroller.scrollTop += moved
      }
      storage.held = null
    })
  },

  onDestroy() {
    if (this.storage.scroller) this.storage.scroller.style.overflowAnchor = ''
  },

  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin({
        key: new PluginKey('steady'),
        // The binding asks to scroll to the caret on every arriving change; we have held it already.
        props: { handleScrollToSelection: () => storage.arriving },
      }),
    ]
  },
})

function arrives(transaction: Transaction): boolean {
  const meta: unknown = transaction.getMeta(ySyncPluginKey)
  if (!transaction.docChanged || typeof meta !== 'object' || meta === null) return false
  const { isChangeOrigin, isUndoRedoOperation } = meta as {
    isChangeOrigin?: boolean
    isUndoRedoOperation?: boolean
  }
  return isChangeOrigin === true && isUndoRedoOperation !== true
}

function hold(view: EditorView): Held | null {
  const scroller = scrollerOf(view.dom)
  const { top, bottom } = frameOf(scroller)
  if (view.hasFocus()) {
    const line = () => view.coordsAtPos(view.state.selection.head).top
    const before = line()
    if (before >= top && before <= bottom) return { scroller, top: line, before }
  }
  const index = firstBelow(view.dom.children, top)
  const candidates = [...view.dom.children].slice(index, index + 3)
  const places = candidates.map((block) => block.getBoundingClientRect().top)
  if (places[0] === undefined) return null
  let chosen = 0
  return {
    scroller,
    get before() {
      return places[chosen] ?? 0
    },
    top: () => {
      // The block itself may be what changed and be drawn anew; then the next one serves.
      chosen = candidates.findIndex((block) => block.isConnected)
      return candidates[chosen]?.getBoundingClientRect().top ?? null
    },
  }
}

function firstBelow(blocks: HTMLCollection, line: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return low
}

function scrollerOf(element: Element): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight)
      return parent
  }
  return document.scrollingElement ?? document.documentElement
}

function frameOf(scroller: Element): { top: number; bottom: number } {
  if (scroller === document.scrollingElement) return { top: 0, bottom: window.innerHeight }
  return scroller.getBoundingClientRect()
}
