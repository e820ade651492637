/** Applications to the made-up alliance, each with what was said, noted, decided and sent about it. */
import { kinds, languages, themes } from '#app/features/institutions/index.ts'
import { chance, houseName, moment, personName, type House, type Row, type Size } from './alliance.ts'
import { countries, places } from './names.ts'

const DAY = 86_400_000
/** The coordinators of the demo alliance, with the institutions they speak for. */
const coordinators = ['05', '0f', '10'].map((end) => `20000000-0000-4000-8000-0000000000${end}`)
const coordinating = ['05', '01', '02'].map((end) => `10000000-0000-4000-8000-0000000000${end}`)

/** Of twenty: one draft, two that ended by themselves, five open, six declined, six accepted. */
const states = [
  'draft',
  'withdrawn',
  'expired',
  'submitted',
  'under review',
  'under review',
  'submitted',
  'information requested',
  ...Array.from({ length: 6 }, () => 'declined'),
  ...Array.from({ length: 6 }, () => 'accepted'),
]

export function applicationsOf(size: Size, institutions: House[], now: number) {
  const luck = chance(13)
  const rows = {
    applications: [] as Row[],
    links: [] as Row[],
    papers: [] as Row[],
    messages: [] as Row[],
    notes: [] as Row[],
    voices: [] as Row[],
    conflicts: [] as Row[],
    letters: [] as Row[],
  }
  for (let n = 0; n < size.applications; n++) {
    const id = luck.uuid()
    const state = states[n % states.length]!
    const decided = state === 'accepted' || state === 'declined'
    const open = ['submitted', 'under review', 'information requested'].includes(state)
    // What is open came in lately; what was declined is not yet old enough to be forgotten.
    const submitted = now - (open ? 2 + luck.below(36) : 80 + luck.below(200)) * DAY - luck.below(DAY)
    const closed = submitted + (20 + luck.below(40)) * DAY
    const email = `office@applicant-${n}.example`
    const assigned = luck.below(4)
    const name = state === 'accepted' ? luck.one(institutions).name : houseName(luck)
    rows.applications.push({
      id,
      number: state === 'draft' ? null : numberOf(n),
      state,
      email,
      email_verified_at: moment(submitted),
      legal_name: name,
      acronym: luck.happens(0.6) ? `A${n}` : null,
      legal_form: luck.one(['Association', 'Foundation', 'Charity', 'Research unit']),
      kind: luck.one(kinds),
      country: luck.early(countries),
      city: luck.one(places),
      website: `https://applicant-${n}.example`,
      mandate: luck.text(3, 8),
      work: luck.text(5, 14),
      themes: luck.some(themes, 4),
      languages: luck.some(languages, 3),
      focal_name: personName(luck),
      focal_position: luck.one(['Director', 'Secretary', 'Head of research']),
      referees: [0, 1].map(() => ({ name: personName(luck), institution: houseName(luck), email: '' })),
      conflicts: luck.happens(0.2) ? luck.text(1, 2) : '',
      show_in_directory: luck.happens(0.8),
      show_focal_person: luck.happens(0.4),
      created_at: moment(submitted - 3 * DAY),
      updated_at: moment(decided ? closed : submitted),
      heard_from_at: moment(state === 'draft' ? now - DAY : submitted),
      submitted_at: state === 'draft' ? null : moment(submitted),
      review_due_at: state === 'draft' ? null : moment(submitted + 42 * DAY),
      reminded_at: open ? moment(now - DAY) : null,
      paused_at: state === 'information requested' ? moment(now - DAY) : null,
      answer_due_at: state === 'information requested' ? moment(now + 20 * DAY) : null,
      assigned_to: assigned < 3 ? coordinators[assigned] : null,
      closed_at: open || state === 'draft' ? null : moment(closed),
      decided_by: decided ? coordinators[n % 3] : null,
      decision_reason: decided ? luck.text(1, 2) : null,
      round: 1,
      institution_id: state === 'accepted' ? luck.one(institutions).id : null,
    })
    rows.links.push({
      token_hash: `\\x${luck.hex(64)}`,
      application_id: id,
      by_letter: true,
      email,
      expires_at: moment(now + 90 * DAY),
    })
    if (state === 'draft') continue
    for (let paper = luck.below(3); paper > 0; paper--) {
      rows.papers.push({
        id: luck.uuid(),
        application_id: id,
        name: `Statutes ${paper}.pdf`,
        media_type: 'application/pdf',
        bytes: `\\x${Buffer.from(`%PDF-1.4\n${luck.text(2, 4)}`).toString('hex')}`,
        created_at: moment(submitted),
      })
    }
    for (let said = luck.below(4); said > 0; said--) {
      const author = luck.happens(0.5) ? luck.one(coordinators) : null
      rows.messages.push({
        application_id: id,
        kind: 'message',
        from_applicant: author === null,
        author_id: author,
        body: luck.text(1, 4),
        created_at: moment(submitted + (4 - said) * DAY),
      })
    }
    if (luck.happens(0.4))
      rows.notes.push({
        application_id: id,
        author_id: luck.one(coordinators),
        body: luck.text(1, 3),
        created_at: moment(submitted + DAY),
      })
    for (let voice = decided ? 3 : state === 'under review' ? 1 + luck.below(2) : 0; voice > 0; voice--) {
      rows.voices.push({
        application_id: id,
        round: 1,
        person_id: coordinators[voice - 1],
        institution_id: coordinating[voice - 1],
        verdict: state === 'declined' || luck.happens(0.1) ? 'decline' : 'accept',
        reasons: luck.text(1, 3),
        given_at: moment(submitted + (3 + voice) * DAY),
      })
    }
    if (luck.happens(0.02))
      rows.conflicts.push({
        application_id: id,
        person_id: luck.one(coordinators),
        reason: luck.text(1, 1),
        declared_at: moment(submitted + DAY),
      })
    for (const kind of [
      'application-link',
      'application-received',
      ...(decided ? [`application-${state}`] : []),
    ]) {
      rows.letters.push({
        kind,
        recipient: email,
        application_id: id,
        facts: { legalName: name, number: numberOf(n) },
        subject: `Your application to the alliance (${numberOf(n)})`,
        body_text: luck.text(3, 5),
        due_at: moment(submitted),
        created_at: moment(submitted),
        sent_at: moment(submitted + 2000),
        attempts: 1,
      })
    }
  }
  return rows
}

export const numberOf = (n: number) => 1000 + n
