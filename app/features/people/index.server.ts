export {
  followLink,
  recoverPassword,
  sendRecovery,
  sendSignInLink,
  signIn,
  signOut,
  signOutOthers,
} from './sign-in.server.ts'
