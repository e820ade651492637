export { beginApplication, changeDraft } from './apply/draft-forms.server.ts'
export { openApplication } from './apply/commands.server.ts'
export { heldLink, isToken, linkCookie } from './apply/link.server.ts'
export { changeOwnApplication } from './apply/forms.server.ts'
export { applicationByLink, joiningTerms, paperToRead, type JoiningTerms } from './apply/queries.server.ts'
export { changeCase } from './review/forms.server.ts'
export {
  applicationCase,
  applicationQueue,
  applicationsWaiting,
  paperOfCase,
} from './review/queries.server.ts'
export { askedOnCase, QueueQuery } from './review/schema.ts'
