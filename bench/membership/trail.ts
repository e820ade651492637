/** The trail that the made-up alliance would have left behind, oldest entry first. */
import type { Row } from './alliance.ts'

type Entry = {
  at: unknown
  actor_id: unknown
  actor_kind: string
  action: string
  subject: string
  subject_id: unknown
  before: unknown
  after: unknown
}

export function trailOf({
  institutions,
  affiliations,
  applications,
}: Record<'institutions' | 'affiliations' | 'applications', Row[]>): Row[] {
  const entries: Entry[] = []
  const note = (
    at: unknown,
    actor: unknown,
    action: string,
    subject: string,
    id: unknown,
    before: unknown,
    after: unknown,
  ) =>
    entries.push({
      at,
      actor_id: actor,
      actor_kind: actor ? 'person' : 'portal',
      action,
      subject,
      subject_id: id,
      before,
      after,
    })
  for (const { id, name, acronym, kind, country, city, created_at } of institutions) {
    note(created_at, null, 'insert', 'institutions', id, null, { name, acronym, kind, country, city })
  }
  for (const { id, person_id, institution_id, role, started_on, created_at } of affiliations) {
    note(created_at, role === 'member' ? null : person_id, 'insert', 'affiliations', id, null, {
      person_id,
      institution_id,
      role,
      started_on,
    })
  }
  for (const { id, number, state, submitted_at, assigned_to, closed_at, decided_by } of applications) {
    if (!submitted_at) continue
    note(submitted_at, null, 'update', 'applications', id, { state: 'draft' }, { state: 'submitted', number })
    if (assigned_to)
      note(submitted_at, assigned_to, 'update', 'applications', id, { assigned_to: null }, { assigned_to })
    if (closed_at)
      note(
        closed_at,
        decided_by,
        'update',
        'applications',
        id,
        { state: 'under review' },
        { state, decided_by },
      )
  }
  return entries.sort((a, b) => String(a.at).localeCompare(String(b.at)))
}
