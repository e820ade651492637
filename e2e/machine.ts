/**
 * How many times slower than an ordinary machine this one is: a fixed piece of arithmetic takes an ordinary core 100 ms. The
 * quickest of three counts, so that what else runs for a moment does not.
 */
export function slowness(): number {
  const times = Array.from({ length: 3 }, () => {
    const began = performance.now()
    let state = 88_172_645
    for (let step = 0; step < 60_000_000; step++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
    }
    // The result is used, or the loop would be left out.
    return performance.now() - began + (state === 0 ? 1 : 0)
  })
  return Math.min(...times) / 100
}
