/**
 * Tells how long something took, in ms, and throws when it was longer than it may be. Only `npm run bench:pace` measures: a
 * test asks what must be true at any pace, on a machine that does other things beside.
 */
export function expectWithin(what: string, took: number, bar: number): void {
  if (process.env.BENCH_PACE !== '1') return
  console.log(`pace: ${what}: ${Math.round(took)} ms, at most ${bar}`)
  if (took >= bar) throw new Error(`${what} took ${Math.round(took)} ms where ${bar} ms are allowed`)
}
