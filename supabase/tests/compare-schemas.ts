/**
 * `npm run db:compare -- <ref> [--layout postgres,hosted]`: builds the database from the migrations of a commit and from those
 * in the working tree, on a real Postgres in both layouts, and prints what differs. The exit code is 1 when anything does.
 * Whoever folds migrations proves with it that the result is the same database.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openHosted, openPostgres } from './engine.ts'
import { columnOrder, differences, dumpSchema, type Dump } from './schema-dump.ts'

const root = join(import.meta.dirname, '..', '..')
const layouts = { postgres: openPostgres, hosted: openHosted }
type Layout = keyof typeof layouts
type Built = { dump: Dump; order: Dump; milliseconds: number }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { layout: { type: 'string', default: 'postgres,hosted' } },
})
const [ref] = positionals
const wanted = values.layout.split(',').filter((name): name is Layout => name in layouts)
if (!ref || wanted.length === 0) {
  say('npm run db:compare -- <ref> [--layout postgres,hosted]: the ref is a commit, a tag or a branch')
  process.exit(2)
}

const old = mkdtempSync(join(tmpdir(), 'migrations-of-'))
let found = 0
try {
  takeOut(ref, old)
  for (const layout of wanted) found += await compare(layout)
} finally {
  rmSync(old, { recursive: true, force: true })
}
say('\nComments and white space in function bodies are not compared, nor is the order of columns.')
process.exit(found ? 1 : 0)

async function compare(layout: Layout): Promise<number> {
  const before = await build(layout, old)
  const after = await build(layout, root)
  const list = differences(before.dump, after.dump)
  say(
    `\n${layout}: ${before.dump.size} lines of ${ref} (${before.milliseconds} ms), ${after.dump.size} of the working tree (${after.milliseconds} ms), ${list.length} differ`,
  )
  for (const { what, before: was, after: is } of list) {
    say(`  ${what}`)
    if (was !== undefined) say(`  - ${was}`)
    if (is !== undefined) say(`  + ${is}`)
  }
  const moved = differences(before.order, after.order).filter(({ before: was, after: is }) => was && is)
  if (moved.length) say(`  note: other order of columns in ${moved.map(({ what }) => what).join(', ')}`)
  return list.length
}

async function build(layout: Layout, from: string): Promise<Built> {
  const began = performance.now()
  const engine = await layouts[layout](from)
  const milliseconds = Math.round(performance.now() - began)
  if ('missing' in engine) throw new Error(`${layout} cannot run here: ${engine.missing}`)
  try {
    return { dump: await dumpSchema(engine), order: await columnOrder(engine), milliseconds }
  } finally {
    await engine.close()
  }
}

/** Writes the migrations of a commit to a folder, as they stood there. */
function takeOut(commit: string, to: string) {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
  const folder = 'supabase/migrations'
  mkdirSync(join(to, folder), { recursive: true })
  for (const path of git('ls-tree', '--name-only', commit, `${folder}/`).trim().split('\n'))
    writeFileSync(join(to, folder, basename(path)), git('show', `${commit}:${path}`))
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
