export { applicantLetters } from './mail/applicant.ts'
export { coordinatorLetters } from './mail/coordinator.ts'
export { newMemberLetter } from './mail/new-member.ts'
export { applicationTexts } from './mail/texts.ts'
