import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * The same plugin, which follows up on a person's own changes only. What it did to arriving ones would be seen here
 * and nowhere else, since the binding does not write while it draws: positions would no longer agree with the shared
 * document, and the next keystroke of everybody would write the same correction.
 */
export function ownChangesOnly(plugin: Plugin): Plugin {
  const append = plugin.spec.appendTransaction
  if (!append) return plugin
  return new Plugin({
    ...plugin.spec,
    appendTransaction(transactions, before, after) {
      if (transactions.some((tr) => tr.getMeta(ySyncPluginKey))) return null
      return append.call(this, transactions, before, after)
    },
  })
}
