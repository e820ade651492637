export {
  entriesPerPage,
  institutionsManaged,
  jobsList,
  managingNumbers,
  peopleManaged,
  trailPage,
} from './queries.server.ts'
export { openProposals, settleProposal } from './proposals.server.ts'
export { changePerson, personManaged } from './person.server.ts'
export { allianceSettings, runJobNow, saveSettings } from './settings.server.ts'
export { rowsLeftOut } from '#app/platform/rows.ts'
