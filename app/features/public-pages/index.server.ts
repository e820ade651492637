export { savePage } from './commands.server.ts'
export {
  publicPage,
  publicPages,
  pageToEdit,
  type ListedText,
  type PublicPage,
  type TextToEdit,
} from './queries.server.ts'
