export {
  DirectoryQuery,
  entriesPerPage,
  memberDirectory,
  memberPage,
  membersByName,
  type Directory,
  type MemberPage,
} from './directory.server.ts'
export { inviteFromList } from './bulk-invites.server.ts'
export { changeInstitution } from './forms.server.ts'
export { logoOf, logosOf, picturesAt, type Pictures } from './logo.server.ts'
export { changeRoles, institutionRoles } from './roles.server.ts'
export { institutionProfile, saveProfile, type Profile } from './profile.server.ts'
export { myFirstSteps, putFirstStepsAway } from './onboarding.server.ts'
export {
  changeMembership,
  institutionMembership,
  mergedInto,
  mergerPreview,
  type Merger,
  type Membership,
} from './membership.server.ts'
export {
  institutionPage,
  institutionsList,
  type InstitutionPage,
  type InstitutionsList,
} from './queries.server.ts'
