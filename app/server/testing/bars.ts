/** From here on a machine tells about itself, not about the portal. */
const TOO_SLOW = 4

/** How many times longer this process needs just now than an ordinary core does, which makes 10^8 additions in a tenth of a second. */
function slowness(): number {
  const started = performance.now()
  let sum = 0
  for (let n = 0; n < 1e8; n++) sum = (sum * 31 + n) | 0
  return (performance.now() - started + (sum & 0)) / 100
}

/** The sentence for what is not measured here, or `null` on a machine that is quick enough to be held to a time. */
export function tooSlowFor(what: string): string | null {
  const times = slowness()
  return times < TOO_SLOW
    ? null
    : `not measured: ${what}, on a machine ${times.toFixed(0)} times slower than an ordinary one`
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
