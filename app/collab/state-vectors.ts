/** A decoded Yjs state vector: the next clock of each client. */
export type StateVector = ReadonlyMap<number, number>

/** Whether a state vector covers another one. */
export function covers(held: StateVector, wanted: StateVector): boolean {
  for (const [id, clock] of wanted) if ((held.get(id) ?? 0) < clock) return false
  return true
}

/** How many characters and elements were ever written. Applying a document takes time in proportion to this. */
export function totalClock(vector: StateVector): number {
  let sum = 0
  for (const clock of vector.values()) sum += clock
  return sum
}
