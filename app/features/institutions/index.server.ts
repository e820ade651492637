export {
  DirectoryQuery,
  entriesPerPage,
  memberDirectory,
  memberPage,
  type Directory,
  type MemberPage,
} from './directory.server.ts'
export { changeInstitution } from './forms.server.ts'
export {
  changeStanding,
  institutionStanding,
  mergedInto,
  mergerPreview,
  type Merger,
  type Standing,
} from './standing.server.ts'
export {
  institutionPage,
  institutionsList,
  type InstitutionPage,
  type ListedInstitution,
} from './queries.server.ts'
