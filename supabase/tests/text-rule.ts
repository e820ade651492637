/** Forms and database hold one rule for texts: what the one takes as it stands, the other takes, on random texts of a fixed seed. */
import fc from 'fast-check'
import type { z } from 'zod'
import { Email } from '#app/features/people/index.ts'
import { timeZoneField } from '#app/platform/time-zones.ts'
import { dayField } from '#app/platform/days.ts'
import { hasLetter, signRanges } from '#app/platform/letters-in-text.ts'
import { severalLines, singleLine, websiteAddress } from '#app/platform/text.ts'
import type { Check } from './checks.ts'
import type { Engine } from './engine.ts'

const words = { empty: 'empty', long: 'long', unprintable: 'unprintable', letterless: 'letterless' }

/** Signs that decide: spaces, controls, marks of direction, joiners, fillers, emoji, and letters of several scripts. */
const tricky = [
  'aZ9 .,-_/:?#@<>"\\\'\t\n\r\v\f',
  '\u0001\u001b\u007f\u0085\u00a0\u00ad\u034f\u0301\u061c\u115f\u1680\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029',
  '\u202a\u202e\u202f\u2060\u2066\u2069\u206a\u2800\u3000\u3164\ufdd0\ufe0f\ufeff\uffa0\ufff9\ufffd\ufffe\uffff',
  'éŁßĐæøſıİΣςйאעحمنाकि한字አማ１Ａ½№€😀🇪🇹𐐀𝒜',
].flatMap((signs) => [...signs])
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...tricky), maxLength: 14 }),
  fc.string({ unit: 'binary', maxLength: 10 }).filter((s) => s.isWellFormed() && !s.includes('\0')),
  fc.constantFrom('a'.repeat(12), 'a'.repeat(13), '😀'.repeat(11) + 'a', '😀'.repeat(12) + 'a', ''),
)
const addressPart = fc.constantFrom('a', 'B', 'ß', '.', '-', 'example', 'xn--a', ' ', '\u200b', '@', '1')
const website = fc.oneof(
  text,
  fc
    .tuple(
      fc.constantFrom('http://', 'https://', 'HTTPS://', 'ftp://', 'https:/'),
      fc.array(addressPart, { maxLength: 6 }),
      fc.constantFrom('.example', '.EXAMPLE', '', '.'),
      fc.constantFrom('', ':80', ':', ':808080', '/', '/a b', '/Ü?q=1#x', '?x', '#', '/\u202e', '/\\', '/"'),
    )
    .map(([scheme, host, end, rest]) => scheme + host.join('') + end + rest),
)
const email = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'B', '.', "'", '+', '-', '_', 'ü', ' ', '"'), { maxLength: 5 }),
    fc.constantFrom('@', '@@', ''),
    fc.array(fc.constantFrom('a', 'C', '.', '-', '1', 'ü', '.example'), { maxLength: 5 }),
  )
  .map(([name, at, host]) => name.join('') + at + host.join(''))
const day = fc.oneof(
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('1949-12-31', '1950-01-01', '2100-12-31', '2101-01-01', '0001-01-01', '9999-12-31'),
)
const zone = fc.constantFrom(
  'Asia/Kolkata',
  'Asia/Calcutta',
  'Europe/Kyiv',
  'Europe/Kiev',
  'UTC',
  'GMT',
  'Etc/GMT+5',
  'Etc/UTC',
  'America/Port-au-Prince',
  'America/Argentina/Buenos_Aires',
  'Nowhere/Land',
  'PST',
  'FOO3',
  'Foo/Bar3',
  'EST5EDT',
  '+03',
  '',
  ' UTC',
  'posix/UTC',
  'America/North_Dakota/New_Salem',
  '<a>3',
  'Etc/GMT+99',
  'asia/kolkata',
  'UTC\n',
  'Localtime',
  'Factory',
)

type Rule = { name: string; form: z.ZodType<string>; sql: string; texts: fc.Arbitrary<string> }
const rules: readonly Rule[] = [
  { name: 'single lines', form: singleLine(12, words), sql: 'app.is_single_line(v, 12)', texts: text },
  { name: 'several lines', form: severalLines(12, words), sql: 'app.is_text(v, 12)', texts: text },
  {
    name: 'websites',
    form: websiteAddress(60, { long: 'long', unfit: 'unfit' }),
    sql: `v = '' or app.is_website(v, 60)`,
    texts: website,
  },
  { name: 'addresses', form: Email, sql: 'app.is_email(v)', texts: email },
  { name: 'days', form: dayField('day'), sql: 'app.is_day(v::date)', texts: day },
  { name: 'time zones', form: timeZoneField('zone'), sql: 'app.is_time_zone(v)', texts: zone },
]

export async function textRuleChecks(engine: Engine): Promise<Check[]> {
  return [...(await Promise.all(rules.map((rule) => compare(engine, rule)))), await compareLetters(engine)]
}

/** Each text as typed, and as the form hands it on: the database takes exactly those that the form leaves as they are. */
async function compare(engine: Engine, { name, form, sql, texts }: Rule): Promise<Check> {
  const typed = fc.sample(texts, { seed: 20261128, numRuns: 600 })
  const handedOn = typed.flatMap((one) => form.safeParse(one).data ?? [])
  const all = [...new Set([...typed, ...handedOn])]
  const taken = await ask(engine, all, sql)
  return {
    sentence: `forms and database hold one rule for ${name}`,
    wrong: all
      .map((one, at) => ({ one, form: form.safeParse(one).data === one, database: taken[at] }))
      .filter((told) => told.form !== told.database)
      .slice(0, 8)
      .map((told) => `${JSON.stringify(told.one)}: form ${told.form}, database ${told.database}`),
  }
}

async function compareLetters(engine: Engine): Promise<Check> {
  const borders = signRanges.flatMap(([first, last]) => [first - 1, first, last, last + 1])
  const signs = borders
    .filter((code) => code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
    .map((code) => String.fromCodePoint(code))
  const taken = await ask(engine, signs, 'app.has_letter(v)')
  return {
    sentence: 'forms and database count the same signs as letters',
    wrong: signs
      .filter((sign, at) => hasLetter(sign) !== taken[at])
      .map((sign) => `U+${sign.codePointAt(0)!.toString(16)}`),
  }
}

async function ask(engine: Engine, texts: string[], sql: string): Promise<unknown[]> {
  const list = JSON.stringify(texts).replaceAll("'", "''")
  const { rows } = await engine.query(
    `select coalesce((${sql}), false) as taken from jsonb_array_elements_text('${list}'::jsonb) with ordinality t(v, n) order by n`,
  )
  return rows.map((row) => row.taken)
}
