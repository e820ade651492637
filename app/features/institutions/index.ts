export type { Directory } from './directory.server.ts'
export { kinds, languages, themes } from './vocabulary.ts'
export { roles, type Role } from './schema.ts'
export { matching } from './rules.ts'
