export {
  entriesPerPage,
  managedInstitutions,
  backgroundJobs,
  overviewNumbers,
  managedPeople,
  auditLog,
} from './queries.server.ts'
export { openProposals, settleProposal } from './proposals.server.ts'
export { changePerson, personToManage } from './person.server.ts'
export { allianceSettings, runJobNow, saveSettings } from './settings.server.ts'
export { rowsLeftOut } from '#app/platform/rows.ts'
