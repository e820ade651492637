export { changeInstitution } from './forms.server.ts'
export {
  institutionPage,
  institutionsList,
  type InstitutionPage,
  type ListedInstitution,
} from './queries.server.ts'
