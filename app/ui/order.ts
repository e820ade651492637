/** A thing in a tree whose order matters. `Self` is the caller's own type. */
export interface Ordered<Self> {
  id: string
  parentId: string | null
  children: readonly Self[]
}

/** Where a thing goes: under `parentId` (null: the top), right after `afterId` (null: first). */
export type Move = { id: string; parentId: string | null; afterId: string | null }

export type Step = 'up' | 'down' | 'in' | 'out'
export type DropSpot = 'before' | 'after' | 'inside'

type Place<T> = { item: T; parent: T | null; siblings: readonly T[]; index: number; depth: number }

/** Finds a thing, with its parent, its siblings and its depth (0 at the top). */
export function find<T extends Ordered<T>>(items: readonly T[], id: string): Place<T> | null {
  return findUnder(items, id, null, 0)
}

function findUnder<T extends Ordered<T>>(
  siblings: readonly T[],
  id: string,
  parent: T | null,
  depth: number,
): Place<T> | null {
  for (const [index, item] of siblings.entries()) {
    if (item.id === id) return { item, parent, siblings, index, depth }
    const below = findUnder(item.children, id, item, depth + 1)
    if (below) return below
  }
  return null
}

/** How many levels a thing takes, itself included. */
function levels<T extends Ordered<T>>(item: T): number {
  return 1 + Math.max(0, ...item.children.map((child) => levels(child)))
}

/** One step with the keyboard or a button; null when there is no room that way. `most` is how many levels fit. */
export function stepMove<T extends Ordered<T>>(
  items: readonly T[],
  id: string,
  step: Step,
  most = Infinity,
): Move | null {
  const place = find(items, id)
  if (!place) return null
  const { item, parent, siblings, index, depth } = place
  const parentId = parent?.id ?? null
  const before = siblings[index - 1]
  const next = siblings[index + 1]
  switch (step) {
    case 'up':
      return before ? { id, parentId, afterId: siblings[index - 2]?.id ?? null } : null
    case 'down':
      return next ? { id, parentId, afterId: next.id } : null
    case 'in':
      if (!before || depth + 1 + levels(item) > most) return null
      return { id, parentId: before.id, afterId: before.children.at(-1)?.id ?? null }
    case 'out':
      return parent ? { id, parentId: find(items, parent.id)?.parent?.id ?? null, afterId: parent.id } : null
  }
}

/**
 * Where a thing lands when it is let go on a row: before it, after it, or in it (as the last). After a row that
 * has others in it means first among those, since that is what lies under the line. Null when it may not go there.
 */
export function dropMove<T extends Ordered<T>>(
  items: readonly T[],
  id: string,
  onto: string,
  spot: DropSpot,
  most = Infinity,
): Move | null {
  const moved = find(items, id)
  const target = find(items, onto)
  if (!moved || !target || id === onto || find(moved.item.children, onto)) return null
  const others = target.item.children.filter((child) => child.id !== id)
  const within = spot === 'inside' || (spot === 'after' && others.length > 0)
  const depth = within ? target.depth + 1 : target.depth
  if (depth + levels(moved.item) > most) return null
  const parentId = target.parent?.id ?? null
  const siblings = target.siblings.filter((sibling) => sibling.id !== id)
  const index = siblings.findIndex((sibling) => sibling.id === onto)
  let move: Move
  if (spot === 'before') move = { id, parentId, afterId: siblings[index - 1]?.id ?? null }
  else if (spot === 'inside') move = { id, parentId: onto, afterId: others.at(-1)?.id ?? null }
  else if (within) move = { id, parentId: onto, afterId: null }
  else move = { id, parentId, afterId: onto }
  return changes(moved, move) ? move : null
}

function changes<T extends Ordered<T>>({ parent, siblings, index }: Place<T>, move: Move): boolean {
  return move.parentId !== (parent?.id ?? null) || move.afterId !== (siblings[index - 1]?.id ?? null)
}

/** The tree after a move; the same tree when the move cannot be made. */
export function applyMove<T extends Ordered<T>>(items: readonly T[], move: Move): readonly T[] {
  const moved = find(items, move.id)?.item
  const intoItself = moved && move.parentId !== null && find([moved], move.parentId)
  if (!moved || intoItself || (move.parentId !== null && !find(items, move.parentId))) return items
  const without = remove(items, move.id)
  return insert(without, { ...moved, parentId: move.parentId }, move, null)
}

function remove<T extends Ordered<T>>(items: readonly T[], id: string): readonly T[] {
  return items
    .filter((item) => item.id !== id)
    .map((item) => ({ ...item, children: remove(item.children, id) }))
}

function insert<T extends Ordered<T>>(
  items: readonly T[],
  moved: T,
  move: Move,
  parentId: string | null,
): readonly T[] {
  const deeper = items.map((item) => ({ ...item, children: insert(item.children, moved, move, item.id) }))
  if (move.parentId !== parentId) return deeper
  const index = move.afterId === null ? 0 : deeper.findIndex(({ id }) => id === move.afterId) + 1
  // A neighbour that has gone meanwhile is no reason to jump to the top.
  const at = move.afterId !== null && index === 0 ? deeper.length : index
  return [...deeper.slice(0, at), moved, ...deeper.slice(at)]
}
