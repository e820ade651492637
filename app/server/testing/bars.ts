/**
 * Prints how long something took, in ms, and throws when that is too long. Only in `npm run bench:pace`: the suite runs tests
 * beside others, on machines of any speed.
 */
export function expectWithin(what: string, took: number, bar: number): void {
  if (process.env.BENCH_PACE !== '1') return
  console.log(`pace: ${what}: ${Math.round(took)} ms, at most ${bar}`)
  if (took >= bar) throw new Error(`${what} took ${Math.round(took)} ms where ${bar} ms are allowed`)
}
