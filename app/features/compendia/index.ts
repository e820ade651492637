export type { Access, ListedCompendium, PublicCompendium, Status } from './shapes.ts'
export { authorshipEmails, authorshipTexts } from './mail/authorship.ts'
export { deadlinesOf, slugOf, todayIn } from './rules.ts'
