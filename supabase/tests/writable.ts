/**
 * Every write that a signed-in person may do on a table past any function, by the columns granted, and why no function is
 * needed: the row's policy and the columns' constraints are the whole rule. Visitors write through functions only.
 */
export type Writes = {
  readonly insert?: string
  readonly update?: string
  readonly delete?: true
  readonly why: string
}

export const writable: Record<string, Writes> = {
  alliance_settings: {
    update: 'review_days information_days draft_days warning_days appeal_days retention_months',
    why: 'One row, changed by coordinators; each number has its bounds. The quorum needs two of them and has a function.',
  },
  application_notes: {
    insert: 'application_id author_id body',
    why: 'A note stands for itself, is never changed, and belongs to whoever writes it.',
  },
  chapter_grants: {
    update: 'access',
    delete: true,
    why: 'A right that stands is changed or taken away alone; giving one asks who is there, in a function.',
  },
  chapters: {
    update: 'status language due_on',
    delete: true,
    why: 'What a chapter is, each value alone; the title has a function, because two may rename at once.',
  },
  compendia: { delete: true, why: 'Coordinators take a compendium down as a whole; the trail notes it.' },
  institutions: {
    update: 'name acronym kind country city legal_form website ror about themes languages listed',
    why: 'One row, kept by its representatives together with the state they began from; each column has its constraint.',
  },
  invitations: {
    update: 'revoked_at',
    why: 'An invitation that stands open is withdrawn, and nothing else.',
  },
  onboarding_put_away: {
    insert: 'person_id institution_id',
    why: 'People put away the list of an institution that they represent, for themselves.',
  },
}
