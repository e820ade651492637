/** How far each client's writing is known, as Yjs decodes it: the next clock by client. */
export type StateVector = ReadonlyMap<number, number>

/** Whether a state vector holds all of another one. */
export function covers(held: StateVector, wanted: StateVector): boolean {
  for (const [id, clock] of wanted) if ((held.get(id) ?? 0) < clock) return false
  return true
}

/** How many letters and elements there have ever been: what it costs to take a text in, packed or not. */
export function totalClock(vector: StateVector): number {
  let sum = 0
  for (const clock of vector.values()) sum += clock
  return sum
}
