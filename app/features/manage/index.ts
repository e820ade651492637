export { proposalLetters, proposalTexts } from './mail/proposal.ts'
