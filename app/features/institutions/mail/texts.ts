import type { TextSpecs } from '#app/platform/mail/wording.ts'

/** An institution and people that are not. */
const institution = 'Lantern Quay Institute (invented)'
const slug = 'lantern-quay'
const invited = { token: '0'.repeat(48), name: 'Nia Baptiste', institution, role: 'editor' }

/** The texts of the emails to people at institutions: what may be named in them, and what must be. */
export const institutionTexts: TextSpecs = {
  invitation: {
    to: 'members',
    kind: 'invitation',
    sample: { ...invited, inviter: 'Ada Quist' },
    names: ['greeting', 'name', 'institution', 'role', 'inviter'],
    needs: ['institution'],
  },
  'invitation-by-institution': {
    to: 'members',
    kind: 'invitation',
    sample: { ...invited, inviter: null },
    names: ['greeting', 'name', 'institution', 'role'],
    needs: ['institution'],
  },
  'handed-over': {
    to: 'members',
    kind: 'handed-over',
    sample: { name: 'Ada Quist', institution, slug, successor: 'Nia Baptiste' },
    names: ['greeting', 'name', 'institution', 'successor'],
    needs: ['institution', 'successor'],
  },
  'taken-over': {
    to: 'members',
    kind: 'taken-over',
    sample: { name: 'Nia Baptiste', institution, slug, by: 'Ada Quist' },
    names: ['greeting', 'name', 'institution', 'by'],
    needs: ['institution'],
  },
}
