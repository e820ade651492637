import { z } from 'zod'
import { wordsOf } from './i18n/index.ts'
import { hasLetter } from './letters-in-text.ts'

/*
 * The rule of every text that people type. The database holds the same one (`app.is_single_line`, `app.is_text`,
 * `app.is_website`, `app.is_email`): what a form takes, the database takes as it stands, and the other way round.
 * `supabase/tests/text-rule.ts` compares the two on random texts.
 */

const t = wordsOf('shell')

/**
 * Control characters, line and paragraph separators, marks that turn the direction of what follows (embeddings, overrides,
 * isolates), annotation marks and code points that stand for nothing. Joiners and the plain direction marks stay: Persian,
 * Hindi and Hebrew need them inside words.
 */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]/
/** A text of several lines keeps its line ends and tabs. */
const unprintableInLines =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]/

/** Whether a text holds what no single line may hold. */
export const unprintableIn = (text: string): boolean => unprintable.test(text) || !text.isWellFormed()

/** Whether a text has more than so many characters, counted as the database counts them. */
const isLonger = (text: string, longest: number) =>
  text.length > longest && (text.length > 2 * longest || [...text].length > longest)

type LineWords = { long: string; unprintable: string; letterless?: string }

/** What is wrong with a line that is not empty, in a sentence. The length is looked at first: what follows reads the whole text. */
function faultOfLine(text: string, longest: number, words: LineWords): string | undefined {
  if (isLonger(text, longest)) return words.long
  if (unprintableIn(text)) return words.unprintable
  return hasLetter(text) ? undefined : (words.letterless ?? t('text.letterless'))
}

/** Adds at most one sentence to a field. */
const check =
  (faultOf: (text: string) => string | undefined) =>
  (text: string, report: z.RefinementCtx): void => {
    const message = faultOf(text)
    if (message !== undefined) report.addIssue({ code: 'custom', message })
  }

/** A single line that people type: trimmed, not empty, of a bounded length, without control characters, with a letter or digit. */
export function singleLine(longest: number, words: LineWords & { empty: string }) {
  return z
    .string({ error: words.empty })
    .trim()
    .superRefine(check((text) => (text === '' ? words.empty : faultOfLine(text, longest, words))))
}

/** A single line that may stay empty; otherwise as `singleLine`. */
export function optionalLine(longest: number, words: LineWords) {
  return z
    .string()
    .trim()
    .superRefine(check((text) => (text === '' ? undefined : faultOfLine(text, longest, words))))
    .default('')
}

/** Every way to end a line becomes the plain one. */
const withPlainLineEnds = (typed: string) => typed.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n').trim()

/** Several lines that people type: trimmed, with plain line ends, of a bounded length; may stay empty. */
export function severalLines(longest: number, words: { long: string; unprintable?: string }) {
  return writtenLines(longest, { ...words, empty: undefined }).default('')
}

/** Several lines that somebody has to write; otherwise as `severalLines`. `empty` is said of a text that shows nothing. */
export function requiredLines(longest: number, words: { empty: string; long: string; unprintable?: string }) {
  return writtenLines(longest, words)
}

function writtenLines(
  longest: number,
  words: { empty: string | undefined; long: string; unprintable?: string },
) {
  return z
    .string(words.empty === undefined ? undefined : { error: words.empty })
    .transform(withPlainLineEnds)
    .superRefine(
      check((text) => {
        if (isLonger(text, longest)) return words.long
        if (unprintableInLines.test(text) || !text.isWellFormed())
          return words.unprintable ?? t('text.unprintable')
        return text === '' ? words.empty : undefined
      }),
    )
}

/** Words to search for, as an address says them: what no line may hold counts as a space, and no more than 200 are read. */
export const SearchWords = z
  .string()
  .catch('')
  .transform((typed) => typed.slice(0, 200).toWellFormed().replace(new RegExp(unprintable, 'g'), ' ').trim())

const website = /^(https?):\/\/([^\s<>"/?#\\@:]+)(:[0-9]{1,5})?([/?#][^\s<>"\\]*)?$/i
/** Parts with a point between them, as `a.example`. */
const host = /^[^.]+(\.[^.]+)+$/

/**
 * The address of a website, or nothing: http or https, a host of at least two parts, no name and password before it. Its
 * scheme and host come back in small letters, which is what they mean.
 */
export function websiteAddress(longest: number, words: { long: string; unfit: string }) {
  return z
    .string()
    .trim()
    .default('')
    .transform((typed, report) => {
      if (typed === '') return ''
      const fault = (message: string) => {
        report.addIssue({ code: 'custom', message })
        return z.NEVER
      }
      if (isLonger(typed, longest)) return fault(words.long)
      const [, scheme = '', name = '', port = '', rest = ''] = website.exec(typed) ?? []
      if (unprintableIn(typed) || !host.test(name)) return fault(words.unfit)
      return `${small(scheme)}://${small(name)}${port}${rest}`
    })
}

/** The letters A to Z in small; other scripts are left as typed. */
const small = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** A word as it stands by itself: with a capital first letter, where the script has one. */
export function capital(word: string, language: string): string {
  const [first = '', ...rest] = word
  return first.toLocaleUpperCase(language) + rest.join('')
}

/** English alone would put the month first; the alliance writes the day first. */
const dated = (language: string) => (language === 'en' ? 'en-GB' : language)

/** What is no moment (Postgres knows "infinity") is shown as it stands: no page fails over it. */
function inUtc(moment: string, language: string, dateStyle: 'medium' | 'long'): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return moment
  return new Intl.DateTimeFormat(dated(language), { dateStyle, timeZone: 'UTC' }).format(date)
}

/** A calendar day (YYYY-MM-DD) or a moment, as a day in UTC: "3 May 2027". */
export function dayWords(day: string, language: string): string {
  return inUtc(day, language, 'medium')
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
  return inUtc(moment, language, 'long')
}
