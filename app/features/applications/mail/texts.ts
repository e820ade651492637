import type { Placeholder, TextSpec, TextSpecs } from '#app/platform/mail/wording.ts'

const token = '0'.repeat(48)
/** An institution and people that are not. */
const applicant = {
  token,
  number: 41,
  legalName: 'Lantern Quay Institute (invented)',
  focalName: 'Fatoumata Keïta',
}
const case41 = { name: 'Greta Lindqvist', number: 41, legalName: applicant.legalName }
const due = '2027-01-23T10:00:00+00:00'
const message = 'Who funds your work on Mali?\n\nThe yearly report of 2025 would do.'
const reason = 'Two years of work on peace operations are asked for.\n\nApply again in 2028.'

const toApplicant = (
  kind: string,
  more: { sample?: object; says?: readonly Placeholder[]; needs?: readonly Placeholder[] } = {},
): TextSpec => ({
  to: 'applicants',
  kind,
  sample: { ...applicant, ...more.sample },
  names: ['greeting', 'name', 'institution', 'number', ...(more.says ?? more.needs ?? [])],
  needs: more.needs ?? [],
})
const toCoordinator = (kind: string, open: boolean, needs: readonly Placeholder[] = []): TextSpec => ({
  to: 'coordinators',
  kind,
  sample: { ...case41, due },
  names: ['greeting', 'name', 'institution', 'number', ...(open ? (['due'] as const) : [])],
  needs,
})

/** The texts of the emails about applications: what may be named in them, and what must be. */
export const applicationTexts: TextSpecs = {
  'application-link': toApplicant('application-link'),
  'application-received': toApplicant('application-received', { sample: { due }, needs: ['due'] }),
  'application-request': toApplicant('application-request', {
    sample: { text: message, due },
    needs: ['message', 'due'],
  }),
  'application-message': toApplicant('application-message', {
    sample: { text: message },
    needs: ['message'],
  }),
  'application-accepted': toApplicant('application-accepted', {
    sample: { reason: null, invitation: token },
    needs: ['reason'],
  }),
  'application-accepted-again': toApplicant('application-accepted', {
    sample: { reason: null, invitation: null },
    needs: ['reason'],
  }),
  'application-declined': toApplicant('application-declined', {
    sample: { reason, appealUntil: due },
    needs: ['reason', 'until'],
  }),
  'application-declined-finally': toApplicant('application-declined', {
    sample: { reason, appealUntil: null },
    needs: ['reason'],
  }),
  'application-appeal-received': toApplicant('application-appeal-received', {
    sample: { due },
    needs: ['due'],
  }),
  'application-withdrawn': toApplicant('application-withdrawn'),
  'application-expiring': toApplicant('application-expiring', {
    sample: { due, draft: false },
    needs: ['due'],
  }),
  'application-expiring-draft': toApplicant('application-expiring', {
    sample: { due, draft: true },
    needs: ['due'],
  }),
  'application-expired': toApplicant('application-expired', { sample: { draft: false } }),
  'application-expired-draft': toApplicant('application-expired', { sample: { draft: true } }),
  'application-arrived': toCoordinator('application-arrived', true),
  'application-answered': toCoordinator('application-answered', true),
  'application-taken-back': toCoordinator('application-taken-back', false),
  'application-appealed': toCoordinator('application-appealed', true),
  'application-lapsed': toCoordinator('application-lapsed', false),
  'application-due': toCoordinator('application-due', true, ['due']),
  'new-member': {
    to: 'members',
    kind: 'new-member',
    sample: { name: 'Ravi Menon', institution: applicant.legalName, slug: 'lantern-quay' },
    names: ['greeting', 'name', 'institution'],
    needs: ['institution'],
  },
}
