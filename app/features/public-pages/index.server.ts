export { saveSiteText } from './commands.server.ts'
export {
  siteText,
  siteTextsList,
  siteTextToEdit,
  type ListedText,
  type SiteText,
  type TextToEdit,
} from './queries.server.ts'
