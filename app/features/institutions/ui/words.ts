/** The name of a country from its two letters, in the reader's language. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** A calendar day (YYYY-MM-DD) or a moment, as a day in UTC. */
export function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
}

/** A word as it stands by itself: with a capital first letter, where the script has one. */
export function capital(word: string, language: string): string {
  const [first = '', ...rest] = word
  return first.toLocaleUpperCase(language) + rest.join('')
}
