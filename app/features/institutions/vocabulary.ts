/** The kinds of institution that the alliance takes in, as the database names them. */
export const kinds = ['think tank', 'civil society', 'research', 'training'] as const
/** What institutions work on, by key; the words are in the language file of the feature. */
export const themes = [
  'mandates',
  'protection',
  'police',
  'wps',
  'mediation',
  'ssr',
  'logistics',
  'technology',
  'climate',
  'regional',
  'transitions',
  'training',
] as const
export { languages } from '#app/platform/languages.ts'
