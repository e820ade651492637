export type { Access, ListedCompendium, PublicCompendium, Status } from './shapes.ts'
export { deadlinesOf, slugOf, todayIn } from './rules.ts'
