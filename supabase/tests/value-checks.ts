/**
 * No column that a person can write, directly or through a function, takes a value that the pages do not expect: lists with
 * gaps or of two dimensions, days without end, texts that are huge or hold control characters, JSON of another shape.
 */
import fc from 'fast-check'
import type { Check } from './checks.ts'
import type { Engine } from './engine.ts'
import { quoted } from './quoted.ts'

type Column = { table: string; column: string; type: string }

/** What functions write for people, beside what is granted to them. */
const alsoWritten = `
  applications.legal_name applications.acronym applications.legal_form applications.country
  applications.city applications.website applications.ror applications.mandate applications.work
  applications.focal_name applications.focal_position applications.conflicts applications.email
  applications.themes applications.languages applications.referees applications.decision_reason
  affiliations.started_on affiliations.ended_on alliance_roles.started_on alliance_roles.ended_on
  application_messages.body application_notes.body application_voices.reasons
  application_conflicts.reason application_papers.name chapters.title chapters.due_on compendia.slug
  compendia.title compendia.summary compendia.language compendia.drafts_due_on compendia.review_due_on
  compendia.launch_on contacts.email institutions.name institutions.about institutions.themes
  institutions.languages institutions.website institution_standings.reason invitations.name
  invitations.email institutions.slug person_details.detail known_names.name letter_texts.body letter_texts.subject people.name
  people.time_zone person_details.value site_texts.title site_texts.content chapter_visits.visited_at
  chapter_visits.words_then person_photos.bytes institution_logos.bytes
`
  .trim()
  .split(/\s+/)

const seeded = { seed: 20261128, numRuns: 12 }
/** A word with a sign in it that no text may hold, wherever it stands. */
const spoiled = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abc é字'), maxLength: 8 }),
    fc.constantFrom(...'\u0001\u0008\u001b\u007f\u0085\u202a\u202e\u2066\u2069\u206f\ufff9\uffff'),
    fc.string({ unit: fc.constantFrom(...'xyz😀'), maxLength: 8 }),
  )
  .map((parts) => parts.join(''))

/** Values, as SQL, that no column of a type may take. */
const unfit: Record<string, readonly string[]> = {
  text: [
    ...fc.sample(spoiled, seeded).map(quoted),
    `repeat('a', 100001)`,
    quoted(' led by a space'),
    quoted('ended by a line\n'),
    quoted('\u00a0'),
  ],
  date: [`'infinity'`, `'-infinity'`, `'0001-01-01'`, `'9999-12-31'`],
  'timestamp with time zone': [`'infinity'`, `'-infinity'`, `'0001-01-01'`, `'9999-12-31'`],
  integer: ['-1', '2147483647'],
  ARRAY: [
    'array[null]::text[]',
    `array['en', null, 'fr']`,
    `array[['en'], ['fr']]`,
    `array['en', 'en']`,
    `array['police', 'police']`,
    `array_fill('en'::text, array[1000])`,
    `array['en\u0001']`,
    `array['no such word']`,
    `array['']`,
  ],
  jsonb: [
    '1',
    '"text"',
    'null',
    '[1]',
    '[null]',
    '[[]]',
    '{}',
    '[{}, {}]',
    '[{"name": 1}]',
    '[{"name": ""}]',
    '[{"name": "\u3164"}]',
    '[{"name": "A\\u202e"}]',
    '[{"name": "A", "email": "x"}]',
    '[{"name": "A", "other": "B"}]',
    '{"type": "page"}',
    '{"type": "doc", "content": 1}',
    '{"type": "doc", "content": [1]}',
    '{"type": "doc", "content": [{"content": []}]}',
    `${'{"type": "doc", "content": ['.repeat(70)}${']}'.repeat(70)}`,
  ].map(quoted),
  bytea: [`''`, `decode(repeat('00', 600000), 'hex')`],
}
unfit.character = unfit.text!

/** What refuses: a check, a value that cannot be read, one that is too long for its type, a rule about the last of its kind. */
const refusals = new Set(['23514', '22001', '22003', '22007', '22008', '22P02', '22023', 'GP001', 'GP002'])

export async function valueChecks(engine: Engine): Promise<Check[]> {
  const columns = await written(engine)
  const known = new Set(columns.map(({ table, column }) => `${table}.${column}`))
  await engine.exec(`begin;
    insert into public.institution_standings (institution_id, status, reason) select id, 'active', 'a reason' from public.institutions;
    insert into public.letter_texts (key, locale, version, subject, body) values ('invitation', 'en', 1, 'a subject', 'a body');
    ${tryEach}`)
  const wrong = await taken(engine, columns).finally(() => engine.exec('rollback'))
  return [
    {
      sentence: 'no column that people write takes a value that no form lets through',
      wrong: [
        ...alsoWritten.filter((name) => !known.has(name)).map((name) => `${name} is no column`),
        ...wrong.map(
          ({ table, column, value, got }) => `${table}.${column} and ${value.slice(0, 60)}: ${got}`,
        ),
      ],
    },
  ]
}

async function written(engine: Engine): Promise<Column[]> {
  const { rows } = await engine.query(`
    select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
     where c.table_schema = 'public' and c.is_generated = 'NEVER' and (
       c.table_name || '.' || c.column_name in (${alsoWritten.map(quoted).join(', ')})
       or exists (select 1 from unnest(array['anon', 'authenticated']) r, unnest(array['INSERT', 'UPDATE']) p
                   where has_column_privilege(r, format('public.%I', c.table_name)::regclass, c.column_name, p)))
     order by 1, 2`)
  return rows as Column[]
}

/** Tries each value on the first row of its table, takes it back, and says what was not refused as a value that does not fit. */
const tryEach = `
  create function pg_temp.try_each(tries jsonb) returns table (place int, got text) language plpgsql as $$
  declare one record; touched int;
  begin
    for one in select * from jsonb_to_recordset(tries) x(place int, tbl text, col text, value text) loop
      begin
        execute format('update public.%I set %I = %s where ctid = (select ctid from public.%1$I limit 1)', one.tbl, one.col, one.value);
        get diagnostics touched = row_count;
        if touched > 0 then raise exception 'taken' using errcode = 'TAKEN'; end if;
        raise exception 'no row to try' using errcode = 'TAKEN';
      exception when others then
        if not (sqlstate = any (array[${[...refusals].map(quoted).join(', ')}])) then
          place := one.place; got := sqlstate || ' ' || sqlerrm; return next;
        end if;
      end;
    end loop;
  end $$;`

async function taken(engine: Engine, columns: Column[]) {
  const tries = columns.flatMap(({ table, column, type }) =>
    (unfit[type] ?? []).map((value) => ({ table, column, value })),
  )
  const list = tries.map(({ table, column, value }, place) => ({ place, tbl: table, col: column, value }))
  const { rows } = await engine.query(
    `select * from pg_temp.try_each(${quoted(JSON.stringify(list))}::jsonb)`,
  )
  return rows.map(({ place, got }) => ({ ...tries[Number(place)]!, got: String(got) }))
}
