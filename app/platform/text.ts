import { z } from 'zod'

/** Control characters, line and paragraph separators, and bidirectional overrides: none belongs in a single line. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/

/** Whether a text holds what no single line may hold. */
export const unprintableIn = (text: string): boolean => unprintable.test(text)

/** A single line that people type: trimmed, not empty, of a bounded length, without control characters. The database holds the same rule. */
export function singleLine(longest: number, words: { empty: string; long: string; unprintable: string }) {
  return z
    .string({ error: words.empty })
    .trim()
    .min(1, words.empty)
    .max(longest, words.long)
    .refine((text) => !unprintable.test(text), words.unprintable)
}

/** A single line that may stay empty: trimmed, of a bounded length, without what no single line may hold. */
export function optionalLine(longest: number, words: { long: string; unprintable: string }) {
  return z
    .string()
    .trim()
    .max(longest, words.long)
    .refine((text) => !unprintable.test(text), words.unprintable)
    .default('')
}

/** Several lines that people type: trimmed, with plain line ends, of a bounded length; may stay empty. */
export function severalLines(longest: number, words: { long: string; unprintable: string }) {
  return z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .max(longest, words.long)
        .refine((text) => !unprintable.test(text.replace(/[\n\t]/g, ' ')), words.unprintable),
    )
}

/** A word as it stands by itself: with a capital first letter, where the script has one. */
export function capital(word: string, language: string): string {
  const [first = '', ...rest] = word
  return first.toLocaleUpperCase(language) + rest.join('')
}

/** English alone would put the month first; the alliance writes the day first. */
const dated = (language: string) => (language === 'en' ? 'en-GB' : language)

/** A calendar day (YYYY-MM-DD) or a moment, as a day in UTC: "3 May 2027". */
export function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(dated(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(day),
  )
}

/** A size in bytes for people: "9.8 MB", "512 kB". */
export function sizeWords(bytes: number, language: string): string {
  const large = bytes >= 1_000_000
  const amount = large ? bytes / (1024 * 1024) : Math.max(1, bytes / 1024)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount)
}

/** A day by its long name, in UTC. */
export function longDay(moment: string, language: string): string {
  return new Intl.DateTimeFormat(dated(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(moment),
  )
}
