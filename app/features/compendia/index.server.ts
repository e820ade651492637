export {
  chapterPage,
  chapterRights,
  compendiaList,
  compendiumOffer,
  compendiumPage,
  compendiumPulse,
  compendiumSettings,
  myWork,
  findHolders,
  findPlaces,
  lastPlaces,
  offerAgain,
  publicCompendia,
  type ChapterPage,
} from './queries.server.ts'
export { compendiumToRead, type Reading } from './reading.server.ts'
export {
  addChapter,
  askForRestore,
  changeChapter,
  changeRights,
  giveRight,
  keepCompendium,
  moveChapter,
  noteVisit,
  openCompendium,
  removeChapter,
  renameChapter,
  setChapterDue,
  setChapterStatus,
  stepChapter,
  takeDownCompendium,
} from './commands.server.ts'
export { isSetAside, storedHtml } from './stored-text.server.ts'
export { templateOf, templateTitles } from './templates.ts'
export { answerAuthorship } from './authorship.server.ts'
