export { addressWorks, changeAddressState, changeLetterText, sendLetterAgain } from './commands.server.ts'
export { lettersManaged, letterTextsList, letterTextToEdit } from './queries.server.ts'
