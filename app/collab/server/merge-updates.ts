import { mergeUpdates } from 'yjs'

/** Merging very many updates in one call takes disproportionately long, so they are merged in groups of this size. */
const GROUP = 100

/** Merges updates into one. */
export function mergeMany(updates: Uint8Array[]): Uint8Array {
  let level = updates
  while (level.length > GROUP) {
    const next: Uint8Array[] = []
    for (let i = 0; i < level.length; i += GROUP) next.push(mergeUpdates(level.slice(i, i + GROUP)))
    level = next
  }
  return level.length === 1 ? level[0]! : mergeUpdates(level)
}
