/** What must hold for the whole database, however many tables it has: no table, function or key is forgotten. */
import type { Engine } from './engine.ts'
import { callFuzz } from './call-fuzz.ts'
import { callable } from './callable.ts'
import { functionChecks } from './function-checks.ts'
import { personalDataIsAccountedFor } from './personal-data-check.ts'
import { unaccounted } from './scenes/access.ts'
import { tables } from './scenes/index.ts'
import { textRuleChecks } from './text-rule.ts'
import { valueChecks } from './value-checks.ts'
import { cast } from './world.ts'
import { writable } from './writable.ts'

export type Check = { readonly sentence: string; readonly wrong: string[] }

const ours = `n.nspname = 'public' and c.relkind in ('r', 'p')`
const lists: readonly [sentence: string, sql: string][] = [
  [
    'every table has row-level security on',
    `select c.relname as wrong from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and not c.relrowsecurity`,
  ],
  [
    'every foreign key has an index that begins with its columns',
    `select c.relname || ' (' || k.conname || ')' as wrong from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and k.contype = 'f' and not exists (
       select 1 from pg_index i where i.indrelid = k.conrelid
         and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) like '%IS NOT NULL%')
         and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey)`,
  ],
  [
    'nobody may truncate, hang triggers on or refer to a table',
    `select c.relname || ' ' || p.privilege || ' ' || r.rolname as wrong from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join (values ('anon'), ('authenticated')) r(rolname)
      cross join (values ('TRUNCATE'), ('TRIGGER'), ('REFERENCES')) p(privilege)
     where ${ours} and has_table_privilege(r.rolname, c.oid, p.privilege)`,
  ],
  [
    'a view asks with the rights of its reader',
    `select c.relname as wrong from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on)', false)))`,
  ],
  [
    'every function of ours fixes its search path',
    `select n.nspname || '.' || p.proname as wrong from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'app') and not coalesce(p.proconfig::text like '%search_path=%', false)
       and (n.nspname, p.proname) <> ('app', 'active_affiliations')`,
  ],
  // Taken in, it looks up one person's affiliations by index; called, it reads everybody's.
  [
    'the affiliations of today are taken in by whatever asks for them',
    `select coalesce(p.proconfig::text, 'it runs as its owner') as wrong from pg_proc p
     where p.oid = 'app.active_affiliations'::regproc and (p.prosecdef or p.proconfig is not null)`,
  ],
  [
    'nobody but the owner makes things in our schemas',
    `select n.nspname || ' ' || r.rolname as wrong from pg_namespace n cross join (values ('anon'), ('authenticated')) r(rolname)
     where n.nspname in ('public', 'app', 'auth', 'extensions') and has_schema_privilege(r.rolname, n.oid, 'CREATE')`,
  ],
  [
    'a policy names its roles and never speaks for everybody',
    `select tablename || ': ' || policyname as wrong from pg_policies where schemaname = 'public' and ('public' = any (roles) or cmd = 'ALL')`,
  ],
]

export async function runChecks(engine: Engine): Promise<Check[]> {
  const found: Check[] = []
  for (const [sentence, sql] of lists) {
    const { rows } = await engine.query(sql)
    found.push({ sentence, wrong: rows.map((row) => String(row.wrong)) })
  }
  return [
    ...found,
    ...(await functionChecks(engine)),
    await everyTableHasScenes(engine),
    ...everyActorMeetsEveryVerb(),
    await everyCallIsListed(engine),
    await everyWriteIsListed(engine),
    ...(await personalDataIsAccountedFor(engine)),
    ...(await textRuleChecks(engine)),
    ...(await valueChecks(engine)),
    ...(await callFuzz(engine)),
    { sentence: 'everybody has their rights written down', wrong: unaccounted },
  ]
}

async function everyTableHasScenes(engine: Engine): Promise<Check> {
  const { rows } = await engine.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours}`,
  )
  const staged = new Set(tables.map((table) => table.about))
  const names = rows.map((row) => String(row.name))
  return {
    sentence: 'every table has scenes',
    wrong: [
      ...names.filter((name) => !staged.has(name)).map((name) => `${name} has none`),
      ...[...staged].filter((name) => !names.includes(name)).map((name) => `${name} is no table`),
    ],
  }
}

function everyActorMeetsEveryVerb(): Check[] {
  return tables.map(({ about, scenes }) => ({
    sentence: `${about}: every actor meets every verb`,
    wrong: cast.flatMap((actor) =>
      (['select', 'insert', 'update', 'delete'] as const)
        .filter((verb) => !scenes.some((scene) => scene.as === actor && scene.verb === verb))
        .map((verb) => `${actor} ${verb}`),
    ),
  }))
}

/** Compares what may be called with the list of what is meant to be, both ways. */
async function everyCallIsListed(engine: Engine): Promise<Check> {
  const { rows } = await engine.query(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || p.proname as name, r.rolname as role
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join (values ('anon'), ('authenticated')) r(rolname)
     where n.nspname in ('public', 'app') and has_function_privilege(r.rolname, p.oid, 'EXECUTE')
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  const open = new Set(rows.map((row) => `${row.name} by ${row.role}`))
  const meant = new Set(
    Object.entries(callable).flatMap(([name, roles]) => roles.map((role) => `${name} by ${role}`)),
  )
  return {
    sentence: 'who may call a function is written down',
    wrong: differences(open, meant),
  }
}

/** Compares what may be written on tables with the list of what is meant to be, both ways, column by column. */
async function everyWriteIsListed(engine: Engine): Promise<Check> {
  const { rows } = await engine.query(`
    select c.relname || ' ' || g.verb || coalesce(' ' || a.attname, '') || case r.rolname when 'anon' then ' by a visitor' else '' end as entry
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join (values ('anon'), ('authenticated')) r(rolname)
      cross join (values ('insert'), ('update'), ('delete')) g(verb)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and g.verb <> 'delete'
     where ${ours} and case when g.verb = 'delete' then has_table_privilege(r.rolname, c.oid, 'DELETE')
                            else has_column_privilege(r.rolname, c.oid, a.attnum, g.verb) end`)
  const open = new Set(rows.map((row) => String(row.entry)))
  const meant = new Set(
    Object.entries(writable).flatMap(([table, { insert = '', update = '', ...more }]) => [
      ...insert
        .split(' ')
        .filter(Boolean)
        .map((column) => `${table} insert ${column}`),
      ...update
        .split(' ')
        .filter(Boolean)
        .map((column) => `${table} update ${column}`),
      ...(more.delete ? [`${table} delete`] : []),
    ]),
  )
  return {
    sentence: 'what may be written past functions is written down, with the reason',
    wrong: differences(open, meant),
  }
}

function differences(open: ReadonlySet<string>, meant: ReadonlySet<string>): string[] {
  return [
    ...[...open].filter((entry) => !meant.has(entry)).map((entry) => `${entry} is not on the list`),
    ...[...meant].filter((entry) => !open.has(entry)).map((entry) => `${entry} is on the list and refused`),
  ]
}
