import { log } from '#app/platform/log.server.ts'
import { CLOSE } from '../protocol.ts'
import { rightsKey } from './rights.ts'
import { rightsQueryOf, type Participants } from './participant.ts'
import type { ChapterStore, Right } from './chapter-store.ts'

const CLOCK_MS = 1_000
const ALL_MS = 30_000
const PAIRS = 500

/**
 * Checks the rights of every participant when the clock of rights has moved, and every 30 s in any case. When a right has
 * changed, the connection is closed. The client then asks for a new ticket, and access is decided again.
 */
export function watchRights(store: Pick<ChapterStore, 'rights' | 'rightsClock'>, participants: Participants) {
  let seen: string | null = null
  let checkedAt = Date.now()
  let busy = false

  async function check() {
    if (busy || participants.size() === 0) return
    busy = true
    try {
      const now = await store.rightsClock()
      if (now !== seen || Date.now() - checkedAt >= ALL_MS) {
        await recheck()
        seen = now
        checkedAt = Date.now()
      }
    } catch (error) {
      // While the database is away no rights can change there. The next check follows in a second.
      log.debug({ err: error }, 'rights could not be checked')
    } finally {
      busy = false
    }
  }

  async function recheck() {
    const live = participants.all().map((participant) => ({
      participant,
      pair: rightsQueryOf(participant),
      name: rightsKey(rightsQueryOf(participant)),
    }))
    const pairs = [...new Map(live.map(({ name, pair }) => [name, pair])).values()]
    for (let i = 0; i < pairs.length; i += PAIRS) {
      const rights = await store.rights(pairs.slice(i, i + PAIRS))
      const found = new Map(rights.map((right) => [rightsKey(right), right]))
      for (const { participant, name } of live) {
        const right = found.get(name)
        if (!right) continue
        // Before access is decided there is nothing to compare with. `admit` compares later.
        if (participant.access === null) participant.latestRight = right
        else if (rightDiffers(participant, right)) participant.leave(CLOSE.rightsChanged)
      }
    }
  }

  const timer = setInterval(() => void check(), CLOCK_MS)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}

/** Whether a participant's access or name is not what the database says. */
export function rightDiffers(
  participant: Pick<Right, 'access' | 'name'>,
  right: Pick<Right, 'access' | 'name'>,
): boolean {
  return right.access !== participant.access || right.name !== participant.name
}
