/** What must hold for the text of every function of ours: what the embedded database lets pass, hosted Supabase refuses. */
import type { Check } from './checks.ts'
import type { Engine } from './engine.ts'

type Source = { name: string; volatility: string; body: string }

/**
 * Functions that change roles and never meet the rule that one stays: a successor is there before the old representative steps
 * back, a merged institution needs none, what has not begun is taken back, and an invitation never takes a role away.
 */
const neverLast = new Set([
  'public.hand_over',
  'public.merge_institutions',
  'public.take_back_role',
  'public.accept_invitation',
])

/** Whether a body changes roles that are there: the triggers on them raise GP001 and GP002. */
export function endsRoles(body: string): boolean {
  return (
    /\bupdate\s+public\.(affiliations|alliance_roles)\b/i.test(codeOf(body)) ||
    /\binto\s+public\.affiliations\b[^;]*\bdo\s+update\b/i.test(codeOf(body))
  )
}

/** A body without its comments and its text constants: what is left is code. */
export function codeOf(body: string): string {
  return body.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (found) =>
    found.startsWith("'") ? "''" : ' ',
  )
}

/** The updates and deletions in a body that name no row: hosted Supabase loads `safeupdate`, which refuses them. */
export function withoutWhere(body: string): string[] {
  const code = codeOf(body)
  const found: string[] = []
  for (const match of code.matchAll(
    /\b(?:update(?: only)?|delete\s+from)\s+(?!from\b|set\b)(?:[a-z_]+\.)?[a-z_]+/gi,
  )) {
    // "for update of", "on conflict do update set" and "before update on" are no such statements.
    if (/\b(?:for|do|before|after|or|no key)\s*$/i.test(code.slice(0, match.index))) continue
    const statement = upToEnd(code.slice(match.index))
    if (!/\bwhere\b/i.test(statement)) found.push(statement.replaceAll(/\s+/g, ' ').slice(0, 60).trim())
  }
  return found
}

/** A statement up to its semicolon or the bracket that it stands in, without what stands in brackets of its own. */
function upToEnd(code: string): string {
  let depth = 0
  let kept = ''
  for (const sign of code) {
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    else if (depth === 0 && sign === ';') break
    else if (depth === 0) kept += sign
    if (depth < 0) break
  }
  return kept
}

export async function functionChecks(engine: Engine): Promise<Check[]> {
  const ours = await sourcesOf(
    engine,
    `n.nspname in ('public', 'app') and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  )
  const { rows } = await engine.query(`
    select distinct case n.nspname when 'pg_catalog' then '' else n.nspname || '.' end || p.proname as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.provolatile = 'v' and p.prokind = 'f' and n.nspname in ('public', 'app', 'extensions', 'pg_catalog')`)
  const volatile = new Set(rows.map((row) => String(row.name)))
  return [
    {
      sentence: 'a function that ends roles answers the refusals of their triggers as outcomes',
      wrong: ours
        .filter(
          ({ name, body }) =>
            name.startsWith('public.') &&
            !neverLast.has(name) &&
            endsRoles(body) &&
            !/\bsqlstate\s+'GP00[12]'/i.test(body),
        )
        .map(({ name }) => `${name} lets GP001 or GP002 through`),
    },
    {
      sentence: 'an update or deletion in a function says which rows',
      wrong: ours.flatMap(({ name, body }) => withoutWhere(body).map((statement) => `${name}: ${statement}`)),
    },
    {
      sentence: 'a stable function calls no volatile one',
      wrong: ours
        .filter(({ volatility }) => volatility !== 'v')
        .flatMap(({ name, body }) =>
          callsIn(body)
            .filter((called) => volatile.has(called))
            .map((called) => `${name} calls ${called}`),
        ),
    },
  ]
}

async function sourcesOf(engine: Engine, condition: string): Promise<Source[]> {
  const { rows } = await engine.query(`
    select n.nspname || '.' || p.proname as name, p.provolatile as volatility, p.prosrc as body
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${condition}`)
  return rows.map((row) => ({
    name: String(row.name),
    volatility: String(row.volatility),
    body: String(row.body),
  }))
}

/** The functions that a body calls, by the names they are called with. */
export function callsIn(body: string): string[] {
  return [...codeOf(body).matchAll(/([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?)\s*\(/gi)].map((match) =>
    match[1]!.toLowerCase().replace(/^pg_catalog\./, ''),
  )
}
