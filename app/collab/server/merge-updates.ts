import { mergeUpdates } from 'yjs'

/** Merging many updates at once costs more than their number; in handfuls it does not. */
const HANDFUL = 100

/** One update that says the same as all of these, in order. */
export function mergeMany(updates: Uint8Array[]): Uint8Array {
  let level = updates
  while (level.length > HANDFUL) {
    const next: Uint8Array[] = []
    for (let i = 0; i < level.length; i += HANDFUL) next.push(mergeUpdates(level.slice(i, i + HANDFUL)))
    level = next
  }
  return level.length === 1 ? level[0]! : mergeUpdates(level)
}
