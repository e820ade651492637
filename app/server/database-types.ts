/**
 * `npm run db:types`: writes `app/platform/database.types.ts` from the migrations, as supabase-js wants to have it.
 * A database in memory is asked; the same migrations give the same file.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { raiseSchema } from './fresh-database.ts'

type Column = {
  table: string
  name: string
  type: string
  nullable: boolean
  optional: boolean
  generated: boolean
}
type Argument = { name: string; type: string; optional: boolean; output: boolean }
type Routine = { name: string; args: Argument[]; returns: string; set: boolean; strict: boolean }
type Reference = { table: string; name: string; columns: string[]; unique: boolean; to: string; at: string[] }

const connection = await createPgliteConnection({ url: 'memory://' })
await raiseSchema(connection)
const ask = async <Row>(sql: string) => (await connection.driver.query<Row>(sql)).rows

const enums = await ask<{ name: string; labels: string[] }>(`
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
    from pg_type t join pg_enum e on e.enumtypid = t.oid
   where t.typnamespace = 'public'::regnamespace group by t.typname order by 1`)
const columns = await ask<Column>(`
  select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
         not a.attnotnull or a.atthasdef or a.attidentity <> '' as optional,
         a.attgenerated <> '' or a.attidentity = 'a' as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
   order by 1, 2`)
const references = await ask<Reference>(`
  select c.relname as table, k.conname as name, r.relname as to,
         array(select a.attname::text from unnest(k.conkey) with ordinality x(num, n)
                 join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.num order by x.n) as columns,
         array(select a.attname::text from unnest(k.confkey) with ordinality x(num, n)
                 join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.num order by x.n) as at,
         exists (select 1 from pg_constraint u where u.conrelid = k.conrelid and u.contype in ('p', 'u') and u.conkey = k.conkey) as unique
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
   where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and r.relnamespace = 'public'::regnamespace
   order by 1, 2`)
const routines = await ask<Routine>(`
  select p.proname as name, t.typname as returns, p.proretset as set, p.proisstrict as strict,
         coalesce((select json_agg(json_build_object(
             'name', p.proargnames[n], 'type', (select typname from pg_type where oid = arg),
             'optional', n > p.pronargs - p.pronargdefaults and n <= p.pronargs,
             'output', coalesce(p.proargmodes[n] in ('o', 't'), false)) order by n)
           from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as x(arg, n)), '[]') as args
    from pg_proc p join pg_type t on t.oid = p.prorettype
   where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and t.typname <> 'trigger'
   order by 1, p.pronargs`)
await connection.close()

const tables = [...new Set(columns.map((column) => column.table))]
const scalars: Record<string, string> = {
  bool: 'boolean',
  ...Object.fromEntries(
    ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'].map((type) => [type, 'number']),
  ),
  ...Object.fromEntries(
    ['uuid', 'text', 'varchar', 'bpchar', 'bytea', 'date', 'time', 'timestamp', 'timestamptz', 'inet'].map(
      (type) => [type, 'string'],
    ),
  ),
  json: 'Json',
  jsonb: 'Json',
  void: 'undefined',
}

/** A Postgres type by its catalogue name; arrays begin with an underscore there. */
function typeScript(type: string): string {
  if (type.startsWith('_')) return `${typeScript(type.slice(1))}[]`
  if (enums.some(({ name }) => name === type)) return `Database['public']['Enums']['${type}']`
  if (tables.includes(type)) return `Database['public']['Tables']['${type}']['Row']`
  return scalars[type] ?? 'unknown'
}

const block = (head: string, lines: readonly string[], indent: string) =>
  lines.length
    ? `${indent}${head}{\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}}`
    : `${indent}${head}Record<never, never>`

function tableType(table: string): string {
  const own = columns.filter((column) => column.table === table)
  const value = ({ type, nullable }: Column) => `${typeScript(type)}${nullable ? ' | null' : ''}`
  const entry = (column: Column, optional: boolean) =>
    column.generated ? `${column.name}?: never` : `${column.name}${optional ? '?' : ''}: ${value(column)}`
  const list = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`
  const relations = references
    .filter((reference) => reference.table === table)
    .map(
      (r) =>
        `{ foreignKeyName: '${r.name}'; columns: ${list(r.columns)}; isOneToOne: ${r.unique}; referencedRelation: '${r.to}'; referencedColumns: ${list(r.at)} },`,
    )
  const indent = ' '.repeat(8)
  return [
    `      ${table}: {`,
    block(
      'Row: ',
      own.map((column) => `${column.name}: ${value(column)}`),
      indent,
    ),
    block(
      'Insert: ',
      own.map((column) => entry(column, column.optional)),
      indent,
    ),
    block(
      'Update: ',
      own.map((column) => entry(column, true)),
      indent,
    ),
    relations.length
      ? `${indent}Relationships: [\n${relations.map((line) => `${indent}  ${line}\n`).join('')}${indent}]`
      : `${indent}Relationships: []`,
    '      }',
  ].join('\n')
}

/** Any argument may be null unless the function is strict; for jsonb one gives what JSON.stringify takes. */
function functionType({ name, args, returns, set, strict }: Routine): string {
  const taken = (type: string) =>
    scalars[type] === 'Json' ? 'unknown' : `${typeScript(type)}${strict ? '' : ' | null'}`
  const entries = args
    .filter((argument) => !argument.output)
    .map((argument) => `${argument.name}${argument.optional ? '?' : ''}: ${taken(argument.type)}`)
  const columnsOut = args
    .filter((argument) => argument.output)
    .map((argument) => `${argument.name}: ${typeScript(argument.type)} | null`)
  const result = columnsOut.length ? `{ ${columnsOut.join('; ')} }` : typeScript(returns)
  return `      ${name}: { Args: ${entries.length ? `{ ${entries.join('; ')} }` : 'Record<PropertyKey, never>'}; Returns: ${result}${set ? '[]' : ''} }`
}

const text = `// Written by \`npm run db:types\` from supabase/migrations. Do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
${tables.map(tableType).join('\n')}
    }
    Views: Record<never, never>
    Functions: {
${routines.map(functionType).join('\n')}
    }
    Enums: {
${enums.map(({ name, labels }) => `      ${name}: ${labels.map((label) => `'${label}'`).join(' | ')}`).join('\n')}
    }
    CompositeTypes: Record<never, never>
  }
}

/** What can be asked of the database by name, and with what. */
export type Functions = Database['public']['Functions']
`
writeFileSync(join(import.meta.dirname, '..', 'platform', 'database.types.ts'), text)
process.stdout.write(
  `app/platform/database.types.ts: ${tables.length} tables, ${routines.length} functions, ${enums.length} enums\n`,
)
