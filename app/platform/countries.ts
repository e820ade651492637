import countries from './i18n/en/countries.ts'
import { words } from './i18n/index.ts'

/** The countries and areas of ISO 3166-1, by their two letters. */
export const countryCodes: readonly string[] = Object.keys(countries)

/** The name of a country from its two letters, in the reader's language; the letters themselves where they name none. */
export function countryName(code: string, language: string): string {
  return String(words.t(code, { ns: 'countries', lng: language, defaultValue: code }))
}

/** All countries for a list to choose from, in the order of the reader's language. */
export function countryOptions(language: string): { value: string; label: string }[] {
  return countryCodes
    .map((code) => ({ value: code, label: countryName(code, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
