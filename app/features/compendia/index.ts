export type { Access, ListedCompendium, PublicCompendium, Status } from './shapes.ts'
export { authorshipLetters, authorshipTexts } from './mail/authorship.ts'
export { deadlinesOf, slugOf, todayIn } from './rules.ts'
