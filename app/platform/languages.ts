/** Languages that institutions and people can be reached in, by code; the words stand with the institutions'. */
export const languages = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'am', 'de', 'ru', 'zh'] as const
