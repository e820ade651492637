/**
 * The book of migrations, `00000000000100_ground.sql` and on, defines each object once, where a reader looks for it: nothing is
 * replaced, altered or dropped later. Migrations that come after a release have a date for a number, and may do so. This reads
 * the files alone, with Postgres's own parser.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadModule, parseSync } from 'libpg-query'

export type File = { readonly name: string; readonly sql: string }
type Node = Record<string, unknown>

/** Lite passes over a file of any other name without a word. */
const takenByEveryTool = /^\d{14}_[a-z0-9_]+\.sql$/
const inTheBook = /^0{10}/

/** Changes of a table that cannot stand in `create table`. */
const besideTheTable = new Set(['AT_EnableRowSecurity', 'AT_SetStorage'])

export function migrationFiles(folder = join(import.meta.dirname, '..', 'migrations')): File[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}

/** What is wrong with these files, a sentence each. */
export async function wrongInTheBook(files: readonly File[]): Promise<string[]> {
  await loadModule()
  const wrong: string[] = []
  const madeIn = new Map<string, string>()
  for (const { name, sql } of files) {
    if (!takenByEveryTool.test(name)) {
      wrong.push(`${name}: the name is not 14 digits, an underscore and small letters`)
      continue
    }
    if (!inTheBook.test(name)) continue
    for (const { stmt } of (parseSync(sql) as { stmts: { stmt: Node }[] }).stmts) {
      const [[kind, node] = ['', {}]] = Object.entries(stmt) as [string, Node][]
      const again = changes(kind, node)
      if (again) wrong.push(`${name}: ${again}`)
      const made = creates(kind, node)
      if (!made) continue
      const before = madeIn.get(made)
      if (before) wrong.push(`${name}: ${made} is made in ${before} already`)
      madeIn.set(made, name)
    }
  }
  return wrong
}

/** The object that a statement makes, by kind and name; a function with the types that tell it from others of its name. */
function creates(kind: string, node: Node): string | undefined {
  switch (kind) {
    case 'CreateStmt':
      return `table ${relation(node.relation)}`
    case 'ViewStmt':
      return `view ${relation(node.view)}`
    case 'CreateSeqStmt':
      return `sequence ${relation(node.sequence)}`
    case 'IndexStmt':
      return `index ${String(node.idxname)}`
    case 'CreateTrigStmt':
      return `trigger ${String(node.trigname)} on ${relation(node.relation)}`
    case 'CreatePolicyStmt':
      return `policy "${String(node.policy_name)}" on ${relation(node.table)}`
    case 'CreateEnumStmt':
      return `type ${words(node.typeName)}`
    case 'CreateDomainStmt':
      return `type ${words(node.domainname)}`
    case 'CompositeTypeStmt':
      return `type ${relation(node.typevar)}`
    case 'CreateFunctionStmt':
      return `function ${words(node.funcname)}(${argumentTypes(node)})`
    default:
      return undefined
  }
}

/** What a statement does to an object that stands elsewhere. */
function changes(kind: string, node: Node): string | undefined {
  if (kind === 'DropStmt') return `drops (${String(node.removeType)})`
  if (node.replace) return `replaces ${creates(kind, node)}`
  if (kind === 'AlterTableStmt') {
    const subtypes = (node.cmds as { AlterTableCmd: { subtype: string } }[]).map(
      (c) => c.AlterTableCmd.subtype,
    )
    const later = subtypes.filter((subtype) => !besideTheTable.has(subtype))
    return later.length ? `alters ${relation(node.relation)} (${later.join(', ')})` : undefined
  }
  const alters = /^(Alter(?!DefaultPrivileges|Database)\w*|Rename)Stmt$/
  return alters.test(kind) ? `changes something that is made elsewhere (${kind})` : undefined
}

function relation(node: unknown): string {
  const { schemaname, relname } = node as { schemaname?: string; relname: string }
  return `${schemaname ?? 'public'}.${relname}`
}

function words(list: unknown): string {
  return (list as { String: { sval: string } }[]).map((word) => word.String.sval).join('.')
}

function argumentTypes(node: Node): string {
  const given = (node.parameters ?? []) as {
    FunctionParameter: { mode: string; argType: { names: unknown; arrayBounds?: unknown } }
  }[]
  return given
    .map(({ FunctionParameter }) => FunctionParameter)
    .filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE')
    .map(({ argType }) => `${words(argType.names)}${argType.arrayBounds ? '[]' : ''}`)
    .join(', ')
}
