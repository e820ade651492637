import type { ReviewCase } from './shapes.ts'
import type { Verdict } from './schema.ts'
import type { State } from '../shapes.ts'

const day = 86_400_000
const utcDay = (moment: string) => Math.floor(new Date(moment).getTime() / day)

/** Whether something is still to be done about an application. */
export const isOpen = (state: State): state is 'submitted' | 'under review' | 'information requested' =>
  state === 'submitted' || state === 'under review' || state === 'information requested'

export type Deadline =
  | { kind: 'paused' | 'closed' | 'today' | 'overdue-today' }
  | { kind: 'in' | 'overdue'; days: number }

/** How an application stands to its deadline, in days of UTC. While the applicant is asked, the deadline is paused. */
export function deadlineOf({ state, dueAt }: { state: State; dueAt: string | null }, now: string): Deadline {
  if (state === 'information requested') return { kind: 'paused' }
  if (!isOpen(state) || dueAt === null) return { kind: 'closed' }
  const days = utcDay(dueAt) - utcDay(now)
  if (new Date(dueAt) < new Date(now))
    return days === 0 ? { kind: 'overdue-today' } : { kind: 'overdue', days: -days }
  return days === 0 ? { kind: 'today' } : { kind: 'in', days }
}

/** How many days of UTC ago an application came in. */
export const ageInDays = (submittedAt: string, now: string): number => utcDay(now) - utcDay(submittedAt)

/** What keeps a verdict from being taken by the recommendations so far; null when nothing does. The database decides the same. */
export function obstacleTo(
  verdict: Verdict,
  { heard, inFavour, needed }: ReviewCase['standing'],
): 'no-quorum' | 'against-voices' | null {
  if (heard < needed) return 'no-quorum'
  const carried = verdict === 'accept' ? inFavour * 2 > heard : inFavour * 2 <= heard
  return carried ? null : 'against-voices'
}
