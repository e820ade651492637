export type { Person } from '#app/platform/session.server.ts'
export { Email, Name } from './schema.ts'
export { accountTexts, addressLetter, secondFactorLetter } from './mail/account.ts'
