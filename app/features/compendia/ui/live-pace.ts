/** From one look at a page that is open to the next: at first, and at most while nothing changes. */
const LOOK_MS = 3_000
const MOST_MS = 9_000
/** A page is loaded again for words that somebody types no sooner than this; half as much again for half of the viewers. */
const WRITING_MS = 15_000

/**
 * When a page that somebody looks at asks what is new, and when it is loaded again: at once when something in it is
 * another thing, now and then when only its text grows. Spread out, so that many viewers never come at the same moment.
 * A stamp has two parts, before and after a full stop: what is there, and how far it is written.
 */
export function livePace(random: () => number = Math.random, now: () => number = Date.now) {
  let wait = LOOK_MS
  let loadedAt = now()
  let rest = 0

  function loaded() {
    loadedAt = now()
    rest = WRITING_MS * (1 + random())
  }
  loaded()

  return {
    /** Milliseconds until the next look. */
    nextLook: (): number => wait * (0.75 + random() / 2),
    /** Somebody came back to the page. */
    returned() {
      wait = LOOK_MS
    },
    /** Whether a page that shows one stamp is loaded again since the portal told another one. */
    isDue(shown: string, told: string): boolean {
      const isOther = thingsOf(shown) !== thingsOf(told)
      const isDue = isOther || (shown !== told && now() - loadedAt >= rest)
      wait = shown === told ? Math.min(wait * 1.2, MOST_MS) : LOOK_MS
      if (isDue) loaded()
      return isDue
    },
  }
}

function thingsOf(stamp: string): string {
  return stamp.split('.')[0]!
}
