export { proposalEmails, proposalTexts } from './mail/proposal.ts'
