export { roles, type Role } from './schema.ts'
export { matching } from './rules.ts'
