import type { Chapter } from '../scene.ts'
import { access } from './access.ts'
import { accounts } from './accounts.ts'
import { applicationFunctions, applications } from './applications.ts'
import { auditTrail } from './audit-trail.ts'
import { affiliations } from './affiliations.ts'
import { allianceRoles } from './alliance-roles.ts'
import { chapterFaults } from './chapter-faults.ts'
import { chapterGrants } from './chapter-grants.ts'
import { chapterTexts } from './chapter-texts.ts'
import { chapterVisits } from './chapter-visits.ts'
import { chapters } from './chapters.ts'
import { compendia } from './compendia.ts'
import { compendiumInstitutions } from './compendium-institutions.ts'
import { contacts } from './contacts.ts'
import { coordinators } from './coordinators.ts'
import { finding } from './finding.ts'
import { functions } from './functions.ts'
import { institutionStandings, standingFunctions } from './institution-standing.ts'
import { institutions } from './institutions.ts'
import { invitations } from './invitations.ts'
import { templateSpecs, wordingLetters } from './letter-texts.ts'
import { lettersWithinLimits } from './letters-within-limits.ts'
import { letters } from './letters.ts'
import { namesAgreed } from './names-agreed.ts'
import { onboarding } from './onboarding.ts'
import { leavingThePortal } from './leaving-the-portal.ts'
import { jobs, managing } from './managing.ts'
import { pages } from './pages.ts'
import { people } from './people.ts'
import { institutionLogos, pictures } from './pictures.ts'
import { profileTables } from './person-details.ts'
import { profiles } from './profiles.ts'
import { publicPages, siteTexts } from './public-pages.ts'
import { representing } from './representing.ts'
import { rolesWithDates } from './roles.ts'
import { secondFactor } from './second-factor.ts'
import { proposalTables, twoCoordinators } from './two-coordinators.ts'
import { serviceOnly } from './service-only.ts'
import { settings } from './settings.ts'

/** Every table has its entry here, or the suite fails. */
export const tables: readonly Chapter[] = [
  institutions,
  people,
  contacts,
  affiliations,
  allianceRoles,
  invitations,
  compendia,
  compendiumInstitutions,
  chapters,
  chapterFaults,
  chapterGrants,
  chapterVisits,
  chapterTexts,
  ...applications,
  auditTrail,
  institutionStandings,
  ...settings,
  jobs,
  ...siteTexts,
  templateSpecs,
  onboarding[0]!,
  ...profileTables,
  institutionLogos,
  ...serviceOnly,
  ...proposalTables,
]

/** What goes across tables. */
export const themes: readonly Chapter[] = [
  functions,
  accounts,
  pages,
  access,
  applicationFunctions,
  standingFunctions,
  publicPages,
  representing,
  leavingThePortal,
  managing,
  wordingLetters,
  letters,
  onboarding[1]!,
  profiles,
  pictures,
  secondFactor,
  coordinators,
  rolesWithDates,
  lettersWithinLimits,
  namesAgreed,
  twoCoordinators,
  finding,
]
