import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * The same plugin, which follows up on a person's own changes only. Were it to follow up on arriving ones too,
 * every open editor would write the same correction at the same moment.
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
