import { log } from '#app/platform/log.server.ts'
import { CLOSE } from '../protocol.ts'
import { rightsKey } from './rights.ts'
import { rightsQueryOf, type Participants } from './participant.ts'
import type { ChapterStore, Right } from './chapter-store.ts'

const CLOCK_MS = 1_000
const ALL_MS = 30_000
const PAIRS = 500

/**
 * Watches the clock of rights and looks again at every live participant when it moved, and every 30 s anyway. A participant whose
 * right is not what it was is closed; its client asks for a new ticket and is decided afresh.
 */
export function watchRights(store: Pick<ChapterStore, 'rights' | 'rightsClock'>, participants: Participants) {
  let seen: string | null = null
  let checkedAt = Date.now()
  let busy = false

  async function look() {
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
      // The database is away: nobody's rights can have changed there, and the next look follows in a second.
      log.debug({ err: error }, 'rights could not be looked at')
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
        // Not decided yet: compared as soon as it is.
        if (participant.access === null) participant.found = right
        else if (rightDiffers(participant, right)) participant.leave(CLOSE.rightsChanged)
      }
    }
  }

  const timer = setInterval(() => void look(), CLOCK_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

/** Whether a participant is not what the rights say. */
export function rightDiffers(
  participant: Pick<Right, 'access' | 'name'>,
  right: Pick<Right, 'access' | 'name'>,
): boolean {
  return right.access !== participant.access || right.name !== participant.name
}
