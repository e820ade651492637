export { applicantEmails } from './mail/applicant.ts'
export { coordinatorEmails } from './mail/coordinator.ts'
export { newMemberEmail } from './mail/new-member.ts'
export { applicationTexts } from './mail/texts.ts'
