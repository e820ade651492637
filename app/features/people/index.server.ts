export { deleteMyAccount, exportOfMyData } from './own-data.server.ts'
export { saveEmailPreferences, emailPreferences } from './email-preferences.server.ts'
export { changeAddress, changePassword } from './account.server.ts'
export { keepProfile, ownProfile, photoOf } from './profile.server.ts'
export { changeTwoFactor, signInByCode } from './two-factor-forms.server.ts'
export { myDevices, twoFactorOffered } from './two-factor.server.ts'
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
