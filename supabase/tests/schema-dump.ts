/**
 * What a database is, as sorted lines: everything that migrations make or change, read from the catalogue. Two databases
 * that are the same give the same lines. Three things are left out, because they mean nothing to anybody who uses the
 * database: the order of columns in a table (`columnOrder` has it), comments and white space in the bodies of functions, and
 * whether a privilege was written down or is there by default.
 */
import type { Engine } from './engine.ts'

/** By what it is ("column public.people.name"), how it is made. */
export type Dump = ReadonlyMap<string, string>

/** Schemas that belong to Postgres, and the list that the tool keeps of what it has applied. */
const foreign = `('pg_catalog', 'information_schema', 'pg_toast', 'supabase_migrations')`
const inSchema = (
  oid: string,
) => `${oid} in (select s.oid from pg_namespace s where s.nspname not in ${foreign}
  and s.nspname !~ '^pg_(toast_)?temp_')`
const noExtension = (oid: string) =>
  `not exists (select 1 from pg_depend e where e.objid = ${oid} and e.deptype = 'e')`
/** Who may do what, one after another in alphabetical order. `kind` is a letter of `acldefault`. */
const acl = (list: string, kind: string, owner: string) =>
  privileges(`coalesce(${list}, acldefault('${kind}', ${owner}))`)
const privileges = (list: string) => `(
  select coalesce(string_agg(g.who || ' ' || g.what, ', ' order by g.who, g.what), 'nobody') from (
    select case when a.grantee = 0 then 'everybody' else a.grantee::regrole::text end as who,
           a.privilege_type || case when a.is_grantable then ' with grant option' else '' end || ' by ' || a.grantor::regrole as what
      from aclexplode(${list}) a) g)`
const roles = (oids: string) =>
  `(select string_agg(case when r = 0 then 'everybody' else r::regrole::text end, ', ' order by 1) from unnest(${oids}) r)`

/** Each gives `name` and `made`. */
const parts: readonly (readonly [kind: string, sql: string])[] = [
  [
    'schema',
    `select nspname as name, concat_ws(' | ', nspowner::regrole, ${acl('nspacl', 'n', 'nspowner')}) as made
       from pg_namespace n where ${inSchema('n.oid')}`,
  ],
  [
    'extension',
    `select extname as name, concat_ws(' ', extversion, extnamespace::regnamespace) as made from pg_extension`,
  ],
  [
    'type',
    `select t.oid::regtype::text as name, concat_ws(' | ', t.typtype, t.typowner::regrole, ${acl('t.typacl', 'T', 't.typowner')},
            (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
            nullif(format_type(t.typbasetype, t.typtypmod), '-'), t.typnotnull, t.typdefault,
            (select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' order by k.conname) from pg_constraint k where k.contypid = t.oid)) as made
       from pg_type t where ${inSchema('t.typnamespace')} and ${noExtension('t.oid')} and t.typelem = 0
        and not exists (select 1 from pg_class c where c.oid = t.typrelid and c.relkind <> 'c')`,
  ],
  [
    'relation',
    `select c.oid::regclass::text as name, concat_ws(' | ', 'kind ' || c.relkind::text, c.relowner::regrole, 'persistence ' || c.relpersistence::text,
            'row-level security ' || case when not c.relrowsecurity then 'off' when c.relforcerowsecurity then 'forced' else 'on' end,
            'replica identity ' || c.relreplident::text, c.reloptions::text, case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
            case when c.relkind = 'S' then ${acl('c.relacl', 's', 'c.relowner')} else ${acl('c.relacl', 'r', 'c.relowner')} end) as made
       from pg_class c where ${inSchema('c.relnamespace')} and ${noExtension('c.oid')} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')`,
  ],
  [
    'column',
    `select c.oid::regclass || '.' || quote_ident(a.attname) as name,
            concat_ws(' | ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
            nullif('identity ' || a.attidentity::text, 'identity '), nullif('generated ' || a.attgenerated::text, 'generated '),
            pg_get_expr(d.adbin, d.adrelid), 'storage ' || a.attstorage::text, nullif('compression ' || a.attcompression::text, 'compression '),
            case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end, a.attoptions::text,
            case when a.attacl is not null then ${privileges('a.attacl')} end) as made
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where ${inSchema('c.relnamespace')} and ${noExtension('c.oid')} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
        and a.attnum > 0 and not a.attisdropped`,
  ],
  [
    'constraint',
    `select k.conrelid::regclass || ' ' || quote_ident(k.conname) as name,
            concat_ws(' | ', pg_get_constraintdef(k.oid), case when not k.convalidated then 'not validated' end) as made
       from pg_constraint k where ${inSchema('k.connamespace')} and k.conrelid <> 0 and ${noExtension('k.oid')}`,
  ],
  [
    'index',
    `select i.indexrelid::regclass::text as name, concat_ws(' | ', pg_get_indexdef(i.indexrelid), case when not i.indisvalid then 'invalid' end,
            case when i.indisclustered then 'clustered' end, case when i.indisreplident then 'replica identity' end) as made
       from pg_index i join pg_class c on c.oid = i.indexrelid where ${inSchema('c.relnamespace')} and ${noExtension('c.oid')}`,
  ],
  [
    'policy',
    `select p.polrelid::regclass || ' ' || quote_ident(p.polname) as name,
            concat_ws(' | ', case when p.polpermissive then 'permissive' else 'restrictive' end, 'for ' || p.polcmd::text, ${roles('p.polroles')},
            'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid)) as made from pg_policy p`,
  ],
  [
    'trigger',
    `select t.tgrelid::regclass || ' ' || quote_ident(t.tgname) as name, concat_ws(' | ', pg_get_triggerdef(t.oid), 'enabled ' || t.tgenabled::text) as made
       from pg_trigger t where not t.tgisinternal`,
  ],
  [
    'sequence',
    `select s.seqrelid::regclass::text as name, concat_ws(' | ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
            s.seqcycle, case when has_sequence_privilege(s.seqrelid, 'usage') then pg_sequence_last_value(s.seqrelid) end, (select d.refobjid::regclass || '.' || a.attname from pg_depend d
              join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
             where d.objid = s.seqrelid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))) as made from pg_sequence s`,
  ],
  [
    'aggregate',
    `select p.oid::regprocedure::text as name, to_jsonb(a)::text as made from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid
      where ${inSchema('p.pronamespace')} and ${noExtension('p.oid')}`,
  ],
  [
    'default privileges',
    `select d.defaclrole::regrole || ' ' || coalesce(nullif(d.defaclnamespace, 0)::regnamespace::text, 'everywhere') || ' ' || d.defaclobjtype::text as name,
            ${privileges('d.defaclacl')} as made from pg_default_acl d`,
  ],
  [
    'publication',
    `select p.pubname as name, concat_ws(' | ', to_jsonb(p) - 'oid' - 'pubowner', p.pubowner::regrole,
            (select string_agg(t.schemaname || '.' || t.tablename, ', ' order by 1) from pg_publication_tables t where t.pubname = p.pubname)) as made
       from pg_publication p`,
  ],
  [
    'setting',
    `select case when s.setdatabase = 0 then 'server' else 'database' end || ' ' || coalesce(nullif(s.setrole, 0)::regrole::text, 'everybody') as name,
            (select string_agg(x, ', ' order by x) from unnest(s.setconfig) x) as made from pg_db_role_setting s
      where s.setdatabase in (0, (select d.oid from pg_database d where d.datname = current_database()))`,
  ],
  [
    'database',
    `select 'this' as name, ${acl('d.datacl', 'd', 'd.datdba')} as made from pg_database d where d.datname = current_database()`,
  ],
  [
    'role',
    `select r.rolname as name, concat_ws(' | ', to_jsonb(r) - 'oid' - 'rolpassword' - 'rolconfig', (select string_agg(m.roleid::regrole
            || case when m.admin_option then ' with admin option' else '' end, ', ' order by 1) from pg_auth_members m where m.member = r.oid)) as made
       from pg_roles r where r.rolname !~ '^pg_'`,
  ],
  [
    'comment',
    `select o.type || ' ' || o.identity as name, d.description as made
       from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o where d.objoid >= 16384`,
  ],
  // Whatever else there is (event triggers, rules, casts, operators, text search …), at least by its name.
  [
    'object',
    `select distinct o.type || ' ' || o.identity as name, 'is here' as made
       from (select classid, objid, objsubid from pg_depend union select classid, objid, objsubid from pg_shdepend
              where dbid = (select d.oid from pg_database d where d.datname = current_database())) d
      cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
      where d.objid >= 16384 and d.classid not in ('pg_trigger'::regclass, 'pg_largeobject'::regclass)
        and o.identity !~ '^(for )?(pg_toast|supabase_migrations)\\.' and o.schema is distinct from 'supabase_migrations' and o.identity !~ 'pg_toast_'`,
  ],
]

export async function dumpSchema(engine: Engine): Promise<Dump> {
  const lines: [string, string][] = []
  for (const [kind, sql] of parts) {
    const { rows } = await engine.query(sql)
    for (const { name, made } of rows) lines.push([`${kind} ${String(name)}`, String(made)])
  }
  lines.push(...(await functions(engine)), ...(await storedRows(engine)))
  return new Map(lines.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The columns of each table in their order. */
export async function columnOrder(engine: Engine): Promise<Dump> {
  const { rows } = await engine.query(`
    select a.attrelid::regclass::text as name, string_agg(a.attname, ', ' order by a.attnum) as made
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where ${inSchema('c.relnamespace')} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped group by 1 order by 1`)
  return new Map(rows.map(({ name, made }) => [String(name), String(made)]))
}

async function functions(engine: Engine): Promise<[string, string][]> {
  const { rows } = await engine.query(`
    select p.oid::regprocedure::text as name, p.prosrc as body, pg_get_functiondef(p.oid) as text,
           p.proowner::regrole || ' | ' || ${acl('p.proacl', 'f', 'p.proowner')} as rights
      from pg_proc p where ${inSchema('p.pronamespace')} and ${noExtension('p.oid')} and p.prokind <> 'a'`)
  return rows.map(({ name, body, text, rights }) => [
    `function ${String(name)}`,
    `${codeOnly(String(text).replace(String(body), () => codeOnly(String(body))))} | ${String(rights)}`,
  ])
}

/** SQL without its comments, with one space for any white space; what stands in quotes stays as it is. */
export function codeOnly(sql: string): string {
  const token =
    /\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$q\$[\s\S]*?\$q\$|(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)+/gi
  return sql.replace(token, (found) => (/^(?:E?'|"|\$)/i.test(found) ? found : ' ')).trim()
}

/** The rows that migrations put in, without what is new in every database: keys drawn at random, and moments of today. */
async function storedRows(engine: Engine): Promise<[string, string][]> {
  const { rows: tables } = await engine.query(`
    select c.oid::regclass::text as name, array(select a.attname::text from pg_attribute a join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
             where a.attrelid = c.oid and pg_get_expr(d.adbin, d.adrelid) ~ 'gen_random_') as random
      from pg_class c where ${inSchema('c.relnamespace')} and ${noExtension('c.oid')} and c.relkind = 'r'
       and has_table_privilege(c.oid, 'select')`)
  const found: [string, string][] = []
  for (const { name, random } of tables) {
    const { rows } = await engine.query(`select to_jsonb(t)::text as row from ${String(name)} t`)
    const texts = rows.map(({ row }) => JSON.stringify(steady(JSON.parse(String(row)), random as string[])))
    for (const [n, text] of texts.sort().entries()) found.push([`row ${String(name)} ${n + 1}`, text])
  }
  return found
}

function steady(row: Record<string, unknown>, random: readonly string[]): Record<string, unknown> {
  const day = 86_400_000
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (random.includes(column)) return [column, '<random>']
      const isNow =
        typeof value === 'string' &&
        /^\d{4}-\d\d-\d\dT/.test(value) &&
        Math.abs(Date.parse(value) - Date.now()) < day
      return [column, isNow ? '<now>' : value]
    }),
  )
}

export type Difference = { readonly what: string; readonly before?: string; readonly after?: string }

export function differences(before: Dump, after: Dump): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((what) => {
    const [was, is] = [before.get(what), after.get(what)]
    return was === is ? [] : [{ what, ...(was && { before: was }), ...(is && { after: is }) }]
  })
}
