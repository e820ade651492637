/** From here on a machine tells about itself, not about the portal. */
const TOO_SLOW = 1.5

/**
 * How many times longer this process needs just now than an ordinary core does. That one takes a tenth of a second for sixty
 * million steps of a random number in whole 32 bits, which no engine makes floating point: sums did, now and then, and took
 * nearly five times as long, so that every machine looked slow.
 */
function slowness(): number {
  const started = performance.now()
  let number = 1
  for (let n = 0; n < 6e7; n++) {
    number ^= number << 13
    number ^= number >>> 17
    number ^= number << 5
  }
  return (performance.now() - started + (number & 0)) / 100
}

/** The sentence for what is not measured here, or `null` on a machine that is quick enough to be held to a time. */
export function tooSlowFor(what: string): string | null {
  const times = slowness()
  return times < TOO_SLOW
    ? null
    : `not measured: ${what}, on a machine ${Number(times.toPrecision(2))} times slower than an ordinary one`
}

/**
 * Throws when something took longer than it may, both in ms. On a machine that is itself too slow just then (looked at only when the
 * bar is missed) it says so and lets the test go on: what must be true at any pace is still looked at.
 */
export function expectWithin(took: number, bar: number): void {
  if (took < bar) return
  const said = `${Math.round(took)} ms where ${bar} ms are allowed`
  const excuse = tooSlowFor(said)
  if (!excuse) throw new Error(`it took ${said}`)
  console.log(excuse)
}
