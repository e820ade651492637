/** Whether a state vector holds all of another one, as decoded by Yjs: how far each client's writing is known. */
export function covers(held: ReadonlyMap<number, number>, wanted: ReadonlyMap<number, number>): boolean {
  for (const [id, clock] of wanted) if ((held.get(id) ?? 0) < clock) return false
  return true
}
