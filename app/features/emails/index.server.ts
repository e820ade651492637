export { addressWorks, changeAddressState, changeEmailTemplate, resendEmail } from './commands.server.ts'
export { managedEmails, emailTemplates, emailTemplateToEdit } from './queries.server.ts'
