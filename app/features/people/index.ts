export type { Person } from '#app/platform/session.server.ts'
export { Email, Name } from './schema.ts'
export { accountTexts, addressChangedEmail, twoFactorEmail } from './mail/account.ts'
