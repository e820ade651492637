export { beginApplication, changeDraft } from './apply.server.ts'
export { openApplication } from './commands.server.ts'
export { heldLink, isToken, linkCookie } from './link.server.ts'
export { changeOwnApplication } from './own.server.ts'
export { applicationByLink, joiningTerms, paperToRead, type JoiningTerms } from './queries.server.ts'
export { changeCase } from './review-forms.server.ts'
export {
  applicationCase,
  applicationQueue,
  applicationsWaiting,
  paperOfCase,
} from './review-queries.server.ts'
export { askedOnCase, QueueQuery } from './review-schema.ts'
