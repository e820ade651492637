/**
 * Every function that people may call, called as the data API would let them with values that no form sends: it answers, or
 * refuses the value with a state that means so. A fault inside (a row too many, a cast that nobody expected, a depth that is
 * too great) would be the portal's own error. Fixed seeds; what a call changes is taken back.
 */
import fc from 'fast-check'
import { callable } from './callable.ts'
import type { Check } from './checks.ts'
import type { Engine } from './engine.ts'
import { quoted } from './quoted.ts'
import { become } from './stage.ts'
import {
  address,
  application,
  chapter,
  compendium,
  institution,
  link,
  person,
  roleOf,
  token,
  type Actor,
} from './world.ts'

const actors = ['coordinator', 'representative', 'applicant', 'anonymous'] as const satisfies readonly Actor[]
const callsEach = 12
/** States that refuse a value: data that does not fit (22, 23), no right (42501), a rule of ours (GP), too deep or long (54). */
const refusal = /^(22|23|42501|GP|54)/

const anyOf = (...values: readonly string[]) => fc.constantFrom(...values)
const known = [person, institution, compendium, chapter, application].flatMap((ids) => Object.values(ids))
const words = anyOf(
  ...[
    '',
    ' ',
    'x',
    'draft',
    'en',
    'Renamed',
    'a\nb',
    'a\u202eb',
    '\u0001',
    '%_\\',
    "'; select 1; --",
    '{',
    '[]',
    'null',
    '😀'.repeat(40),
  ].map(quoted),
  ...[
    token('open'),
    link('draft'),
    link('review'),
    link('asked'),
    address('author'),
    'invitation',
    'about',
    'lead',
  ].map(quoted),
  `repeat('a', 70000)`,
  `repeat('(', 5000)`,
  `repeat('a ', 3000)`,
)
const deep = `${'['.repeat(900)}${']'.repeat(900)}`
const json = fc
  .oneof(
    anyOf('null', '1', '-1e300', '"x"', '[]', '{}', '[null]', '[1, [2]]', '[{}]', '{"a": {"b": null}}', deep),
    fc.json({ maxDepth: 3 }).filter((text) => !text.includes('\\u0000')),
    fc
      .dictionary(
        anyOf(
          'name',
          'timeZone',
          'knownName',
          'shown',
          'values',
          'email',
          'role',
          'city',
          'themes',
          'referees',
          'id',
          'title',
          'cadence',
          'kind',
        ),
        fc.oneof(
          fc.constantFrom(null, 1, '', 'x', [], {}, [null], 'nobody', 'member'),
          fc.string({ maxLength: 5, unit: 'grapheme-ascii' }),
        ),
        { maxKeys: 8 },
      )
      .map((value) => JSON.stringify(value)),
  )
  .chain((text) => fc.boolean().map((listed) => (listed ? `[${text}, ${text}]` : text)))
  .map(quoted)

/** Values, as SQL, by the type of an argument. Null goes everywhere. */
const byType: Record<string, fc.Arbitrary<string>> = {
  uuid: anyOf(...known.map(quoted), quoted('00000000-0000-0000-0000-000000000000')),
  text: words,
  jsonb: json,
  integer: anyOf('0', '1', '-1', '901', '2147483647', '-2147483648'),
  bigint: anyOf('0', '1', '-1', '9223372036854775807'),
  boolean: anyOf('true', 'false'),
  date: anyOf(
    `'infinity'`,
    `'-infinity'`,
    `'0001-01-01'`,
    'current_date',
    '(current_date + 40)',
    `'9999-12-31'`,
  ),
  'timestamp with time zone': anyOf(`'infinity'`, `'-infinity'`, 'now()', `'0001-01-01'`),
  'uuid[]': anyOf(
    `'{}'`,
    `'{null}'`,
    quoted(`{${known.join()}}`),
    quoted(`{${institution.lead},${institution.lead}}`),
    `array_fill(gen_random_uuid(), array[2, 2])`,
  ),
  'text[]': anyOf(
    `'{}'`,
    `'{null}'`,
    `'{a,a}'`,
    `array_fill(''::text, array[3, 3])`,
    `array_fill('lead'::text, array[5000])`,
  ),
}

type Called = { name: string; types: string[]; roles: string[] }

export async function callFuzz(engine: Engine): Promise<Check[]> {
  const functions = await called(engine)
  const enums = await enumsOf(engine)
  const wrong: string[] = []
  let calls = 0
  await engine.exec('begin')
  for (const actor of actors) {
    const role = roleOf(actor)
    const tries = functions
      .filter(({ roles }) => roles.includes(role))
      .flatMap(({ name, types }, place) => {
        const argument = (type: string) =>
          fc
            .option(byType[type] ?? anyOf(...(enums.get(type) ?? []).map(quoted)), { nil: 'null', freq: 9 })
            .map((value) => `${value}::${type}`)
        const call = fc.tuple(...types.map(argument)).map((values) => `select ${name}(${values.join(', ')})`)
        return types.length === 0
          ? [`select ${name}()`]
          : fc.sample(call, { seed: 20261128 + place, numRuns: callsEach })
      })
    for (const sql of tries) {
      calls++
      await engine.exec('savepoint one')
      try {
        await engine.exec(become(actor))
        await engine.query(sql)
      } catch (error) {
        const { code = 'no state', message } = error as { code?: string; message: string }
        if (!refusal.test(code)) wrong.push(`${actor}: ${sql.slice(0, 160)}: ${code} ${message}`)
      } finally {
        await engine.exec('rollback to savepoint one; release savepoint one')
      }
    }
  }
  await engine.exec('rollback')
  if (calls < 1000) wrong.push(`only ${calls} calls were made`)
  return [{ sentence: 'a function answers values that no form sends, or refuses them as such', wrong }]
}

async function called(engine: Engine): Promise<Called[]> {
  const { rows } = await engine.query(`
    select p.oid::regproc::text as name, array(select format_type(t, null) from unnest(p.proargtypes) with ordinality a(t, n) order by n) as types, p.proname as plain
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname in (${Object.keys(callable)
       .filter((name) => !name.includes('.'))
       .map(quoted)
       .join()})
     order by p.proname`)
  return rows.map(({ name, types, plain }) => ({
    name: String(name),
    types: types as string[],
    roles: [...(callable[String(plain)] ?? [])],
  }))
}

async function enumsOf(engine: Engine): Promise<Map<string, string[]>> {
  const { rows } = await engine.query(`
    select format_type(t.oid, null) as name, array_agg(e.enumlabel::text) as labels from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.oid`)
  return new Map(rows.map(({ name, labels }) => [String(name), labels as string[]]))
}
