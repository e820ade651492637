/** Plants a mark in every listed column, and looks where it is found after the export, after erasure and after time. */
import type { Check } from './checks.ts'
import type { Engine } from './engine.ts'
import { personalData, type Entry } from './personal-data.ts'
import { become } from './stage.ts'
import { application, chapter, institution, person } from './world.ts'

/** Columns that can hold data about people: texts, JSON, bytes, networks, and what points at a person or at anything unknown. */
const candidates = `
  select c.relname as table, a.attname as column, t.oid = 'uuid'::regtype as points from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = (select case when d.typtype = 'd' then d.typbasetype else d.oid end from pg_type d where d.oid = a.atttypid)
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
   where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
     and (t.oid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'text[]'::regtype,
                    'tsvector'::regtype, 'inet'::regtype)
       or (t.oid = 'uuid'::regtype and (k.confrelid in ('public.people'::regclass, 'auth.users'::regclass)
            or (k.oid is null and a.attname not in ('id', 'settings_id')))))`

const who = person.author
const address = 'zq-person@people.example'
const mark = (column: string) => `zq:${column};`
const marked = /zq:([a-z_]+\.[a-z_]+);/g

/** An accepted application of hers, a draft, one that another institution made and that names her, and all that she left elsewhere. */
const plant = `
  update auth.users set email = '${address}' where id = (select user_id from public.people where id = '${who}');
  update public.people set name = '${mark('people.name')}' where id = '${who}';
  update public.contacts set email = '${address}', bounced_at = now(), bounce_reason = '${mark('contacts.bounce_reason')}' where person_id = '${who}';
  update public.known_names set name = '${mark('known_names.name')}' where person_id = '${who}';
  update public.person_details set value = '${mark('person_details.value')}' where person_id = '${who}' and detail = 'about';
  update public.person_photos set bytes = convert_to('${mark('person_photos.bytes')}', 'UTF8') where person_id = '${who}';
  insert into public.digest_items (person_id, kind, facts) values ('${who}', 'new-member', '{"x": "${mark('digest_items.facts')}"}');
  insert into public.digests_sent (person_id, sent_on) values ('${who}', current_date);
  insert into public.alliance_roles (person_id, role, started_on, ended_on) values ('${who}', 'coordinator', current_date - 9, current_date - 1);
  insert into public.invitations (institution_id, email, name, token_hash, accepted_at)
    values ('${institution.author}', '${address}', '${mark('invitations.name')}', '\\x01', now());
  update public.invitations set invited_by = '${who}' where email = 'open@people.example';
  insert into public.letters (kind, recipient, facts, subject, body_text, body_html, last_error, bounce_reason, bounced_at, bounce_kind)
    values ('handed-over', '${address}', '{"x": "${mark('letters.facts')}"}', '${mark('letters.subject')}', '${mark('letters.body_text')}',
            '${mark('letters.body_html')}', '${mark('letters.last_error')}', '${mark('letters.bounce_reason')}', now(), 'soft');
  update public.compendia set created_by = '${who}', lead_editor_id = '${who}' where slug = 'closed';
  update public.compendium_institutions set invited_by = '${who}' where institution_id = '${institution.author}';
  insert into public.application_panels (application_id, person_id, institution_id) values ('${application.review}', '${who}', '${institution.lead}');
  insert into public.alliance_proposals (kind, person_id, from_day, proposed_by, settled_by, settled_at, outcome)
    values ('coordinator', '${who}', current_date, '${who}', '${who}', now(), 'declined');
  update public.chapters set last_changed_by = '${who}' where id = '${chapter.given}';
  insert into public.applications (state, email, legal_name, focal_name) values ('draft', '${address}', 'Draft of hers', 'zq:draft.name;');
  update public.applications set state = 'accepted', closed_at = now(), email = '${address}', email_verified_at = now(),
         focal_name = '${mark('applications.focal_name')}', focal_position = '${mark('applications.focal_position')}',
         mandate = '${mark('applications.mandate')}', work = '${mark('applications.work')}', conflicts = '${mark('applications.conflicts')}',
         decision_reason = '${mark('applications.decision_reason')}', decided_by = '${who}',
         referees = '[{"name": "${mark('applications.referees')}", "institution": "x", "email": "referee@people.example"}]'
   where id = '${application.review}';
  update public.applications set assigned_to = '${who}',
         referees = '[{"name": "zq:referee.name;", "institution": "x", "email": "${address}"}, {"name": "Other", "institution": "", "email": ""}]'
   where id = '${application.waiting}';
  update public.application_links set email = '${address}', by_letter = true where application_id = '${application.review}';
  insert into public.letters (kind, recipient, application_id, facts) values ('application-accepted', '${address}', '${application.review}', '{}');
  update public.application_papers set name = '${mark('application_papers.name')}', bytes = convert_to('${mark('application_papers.bytes')}', 'UTF8')
   where application_id = '${application.review}';
  update public.application_messages set body = '${mark('application_messages.body')}' where application_id = '${application.review}';
  insert into public.application_messages (application_id, kind, from_applicant, author_id, body) values ('${application.waiting}', 'message', false, '${who}', 'asked');
  update public.application_notes set author_id = '${who}', body = '${mark('application_notes.body')}' where application_id = '${application.review}';
  update public.application_voices set person_id = '${who}', reasons = '${mark('application_voices.reasons')}' where application_id = '${application.review}';
  insert into public.application_conflicts (application_id, person_id, reason) values ('${application.review}', '${who}', '${mark('application_conflicts.reason')}');
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id) values ('${who}', 'person', 'update', 'people', '${who}');
  insert into public.institution_standings (institution_id, status, reason, decided_by)
    values ('${institution.outside}', 'active', '${mark('institution_standings.reason')}', '${who}');
  update public.site_texts set saved_by = '${who}', version = version + 1 where key = 'about';
  insert into public.letter_texts (key, version, subject, body, saved_by) values ('invitation', 1, 'subject', 'body', '${who}');
  insert into public.jobs (name, every_seconds, last_error) values ('a-job', 60, '${mark('jobs.last_error')}');`

/** Everything that the database holds in our tables and in Auth's, a text a table; bytes are read as text too. */
async function everything(engine: Engine): Promise<string> {
  const { rows } = await engine.query(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'auth') and c.relkind = 'r'`)
  const all: string[] = []
  for (const { name } of rows) {
    const { rows: found } = await engine.query(`select to_jsonb(t)::text as row from ${String(name)} t`)
    all.push(...found.map(({ row }) => String(row)))
  }
  return all
    .join('\n')
    .replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8'))
}

const marksIn = (text: string) =>
  new Set<string>([...text.matchAll(marked)].map(([, column]) => String(column)))

async function rowsOf(engine: Engine, columns: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const column of columns) {
    const [table, name] = column.split('.')
    const { rows } = await engine.query(
      `select count(*)::int as n from public.${table} where ${name} = '${who}'`,
    )
    counts.set(column, Number(rows[0]?.n))
  }
  return counts
}

/** Runs in a transaction of its own, which is taken back. */
export async function personalDataIsAccountedFor(engine: Engine): Promise<Check[]> {
  const { rows } = await engine.query(candidates)
  const points = new Map<string, boolean>(
    rows.map((row) => [`${String(row.table)}.${String(row.column)}`, row.points === true]),
  )
  const listed = new Map<string, Entry>(
    Object.entries(personalData).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, entry]) => [`${table}.${column}`, entry]),
    ),
  )
  const list: Check = {
    sentence: 'every column that can hold data about people is listed with what becomes of it',
    wrong: [
      ...[...points.keys()]
        .filter((column) => !listed.has(column))
        .map((column) => `${column} is not in supabase/tests/personal-data.ts`),
      ...[...listed.keys()]
        .filter((column) => !points.has(column))
        .map((column) => `${column} is no such column`),
    ],
  }
  return [list, ...(list.wrong.length ? [] : await marksAreFollowed(engine, listed, points))]
}

async function marksAreFollowed(
  engine: Engine,
  listed: ReadonlyMap<string, Entry>,
  points: ReadonlyMap<string, boolean>,
): Promise<Check[]> {
  const personal = [...listed].flatMap(([column, entry]) =>
    entry.about === 'a person' ? [{ column, ...entry }] : [],
  )
  // Addresses are one and the same text everywhere, and are looked for as such.
  const isAddress = (column: string) => /\.(email|recipient)$/.test(column)
  const texts = personal.filter(({ column }) => !points.get(column) && !isAddress(column))
  const pointers = personal.filter(({ column }) => points.get(column) && !/user_id|subject_id/.test(column))
  const names = pointers.map(({ column }) => column)

  await engine.exec(`begin; ${plant}`)
  try {
    const planted = marksIn(await everything(engine))
    const pointed = await rowsOf(engine, names)

    await engine.exec(`savepoint planted; ${become('author')}`)
    const { rows } = await engine.query('select public.my_data()::text as file')
    const file = String(rows[0]?.file)
    const exported = marksIn(file)
    await engine.exec('rollback to savepoint planted')

    await engine.exec(
      `update public.applications set closed_at = now() - interval '40 months' where state = 'accepted'`,
    )
    await engine.query('select public.purge_applications()')
    const afterYears = marksIn(await everything(engine))
    await engine.exec(`rollback to savepoint planted; ${become('author')}`)

    const { rows: answer } = await engine.query('select public.erase_me(false)::text as answer')
    await engine.exec('reset role')
    const left = await everything(engine)
    const afterErasure = marksIn(left)
    const pointing = await rowsOf(engine, names)

    return [
      {
        sentence: 'each kind of data about a person is planted before it is looked for',
        wrong: [
          ...texts
            .filter(({ column }) => !planted.has(column))
            .map(({ column }) => `nothing plants ${column}`),
          ...names.filter((column) => !pointed.get(column)).map((column) => `nothing plants ${column}`),
          ...[...planted].filter(
            (column) => !/^(draft|referee)\./.test(column) && !texts.some((t) => t.column === column),
          ),
        ],
      },
      {
        sentence: 'the file of a person holds what is listed as exported',
        wrong: [
          ...texts
            .filter(({ column, exported: listedSo }) => listedSo !== exported.has(column))
            .map(({ column, exported: listedSo }) => `${column} is ${listedSo ? 'missing' : 'in the file'}`),
          ...(exported.has('referee.name') ? [] : ['a mention as referee is missing']),
          ...(exported.has('draft.name') ? [] : ['a draft is missing']),
        ],
      },
      {
        sentence: 'erasure leaves nothing but what is listed as staying',
        wrong: [
          ...(String(answer[0]?.answer).includes('erased')
            ? []
            : [`erase_me answered ${String(answer[0]?.answer)}`]),
          ...texts
            .filter(({ column, erased }) => (erased === 'stays') !== afterErasure.has(column))
            .map(({ column, erased }) => `${column} ${erased === 'stays' ? 'is gone' : 'is still there'}`),
          ...['draft.name', 'referee.name'].filter((column) => afterErasure.has(column)),
          ...pointers
            .filter(({ column, erased }) => erased === 'goes' && pointing.get(column))
            .map(({ column }) => `${column} still points at the person`),
          ...(left.includes(address) ? ['the address is still there'] : []),
        ],
      },
      {
        sentence: 'an accepted application forgets its people when its time is over',
        wrong: texts
          .filter(({ column, purged }) => purged && afterYears.has(column))
          .map(({ column }) => `${column} is still there`),
      },
    ]
  } finally {
    await engine.exec('rollback')
  }
}
