/** What an attack is, and what it is told about the portal that it attacks. */
export type AttackTarget = {
  /** `http://127.0.0.1:<port>`: attacks never leave this machine. */
  http: string
  /** The websocket's address. */
  socket: string
  /** The version of the editor's grammar, for tickets. */
  schema: number
  /** The session of somebody who may write in `chapter`. Nobody else is in it; the measured keystrokes are in another. */
  cookie: string
  /** The chapter's id. */
  chapter: string
  /** How long the attack goes on, at most. */
  seconds: number
}

/** One attack. It is bounded by itself: `run` resolves after `seconds` at the latest. */
export type Attack = { name: string; title: string; run(target: AttackTarget): Promise<void> }

/** Says whether `seconds` are over. */
export function clockOf({ seconds }: AttackTarget): () => boolean {
  const end = performance.now() + seconds * 1_000
  return () => performance.now() >= end
}

/** Does a thing again and again in so many lanes at once until the time is over. A failure is an answer too. */
export async function inLanes(
  target: AttackTarget,
  lanes: number,
  step: (n: number) => Promise<unknown>,
): Promise<void> {
  const over = clockOf(target)
  let n = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (!over()) await step(n++).catch(() => {})
    }),
  )
}
