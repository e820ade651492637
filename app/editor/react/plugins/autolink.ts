import { Extension } from '@tiptap/core'
import { Selection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { addressesInText } from '../../marks/addresses-in-text.ts'

// Longer than any address; what stands further back in a block was looked at when it was typed.
const LOOKED_AT = 4096

/**
 * An address becomes a link when a space or Enter follows it, in what one types oneself, never in what arrives. The
 * link is a step of its own: undo takes it away and leaves the words.
 */
export const Autolink = Extension.create({
  name: 'autolink',

  dispatchTransaction({ transaction, next }) {
    const before = this.editor.state
    next(transaction)
    if (this.editor.isDestroyed || !isTyped(transaction)) return
    const link = linkBeforeCaret(transaction, before, this.editor.state)
    if (link) this.editor.view.dispatch(link)
  },
})

function isTyped(transaction: Transaction): boolean {
  const elsewhere = [ySyncPluginKey, 'preventAutolink', 'paste', 'uiEvent'].some(
    (name) => transaction.getMeta(name) !== undefined,
  )
  return transaction.docChanged && !elsewhere
}

/** The change that links the address which a space or Enter has just ended; null when there is none. */
export function linkBeforeCaret(
  typed: Transaction,
  before: EditorState,
  { selection, doc, schema, tr }: EditorState,
): Transaction | null {
  const { $from, empty } = selection
  const type = schema.marks.link
  if (!type || !empty || !$from.parent.isTextblock || !insertedBefore(typed, $from.pos)) return null
  let end = $from.pos - 1
  if ($from.parentOffset === 0) {
    const previous = Selection.findFrom(doc.resolve($from.before()), -1, true)
    if (!previous || previous.to !== typed.mapping.map(before.selection.from, -1)) return null
    end = previous.to
  } else if (!/\s/u.test(doc.textBetween(end, $from.pos, '', ' '))) return null
  const start = Math.max(doc.resolve(end).start(), end - LOOKED_AT)
  const text = doc.textBetween(start, end, '', ' ')
  const address = addressesInText(text).at(-1)
  if (!address || /[\s\p{L}\p{N}]/u.test(text.slice(address.to))) return null
  const [from, to] = [start + address.from, start + address.to]
  if (doc.rangeHasMark(from, to, type)) return null
  return tr.addMark(from, to, type.create({ href: address.href }))
}

function insertedBefore(transaction: Transaction, pos: number): boolean {
  return transaction.mapping.maps.some((map, step) => {
    let found = false
    map.forEach((_oldStart, _oldEnd, start, end) => {
      found ||= end > start && transaction.mapping.slice(step + 1).map(end) === pos
    })
    return found
  })
}
