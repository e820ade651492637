export { eraseMe, exportOfMyData } from './own-data.server.ts'
export { keepMailWishes, mailWishes } from './email-preferences.server.ts'
export { changeAddress, changePassword } from './account.server.ts'
export { keepProfile, ownProfile, photoOf } from './profile.server.ts'
export { changeSecondFactor, signInByCode } from './two-factor-forms.server.ts'
export { myDevices, secondFactorOffered } from './two-factor.server.ts'
export { acceptInvitation, openInvitation } from './invitations.server.ts'
export { findPeople, personPage } from './queries.server.ts'
export {
  cameByForeignLink,
  followLink,
  recoverPassword,
  sendRecovery,
  sendSignInLink,
  signIn,
  signOut,
  signOutOthers,
} from './sign-in.server.ts'
