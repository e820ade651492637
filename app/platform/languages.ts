import { words } from './i18n/index.ts'

/** Languages that institutions and people can be reached in, by code; the words are in the language file of the institutions. */
export const languages = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'am', 'de', 'ru', 'zh'] as const

/** Languages by name in the reader's language, as a list in a sentence; a code without a name stands for itself. */
export function languageNames(codes: readonly string[], language: string): string {
  const t = words.getFixedT(language, 'institutions')
  const names = codes.map((code) => t(`languages.${code}` as 'languages.en', { defaultValue: code }))
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
