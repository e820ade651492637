/**
 * Breaks the rules one at a time and looks whether a scene notices: every policy is dropped (some scene of its table
 * must then miss what it allows) and each of its conditions is opened (some scene must then see what it denies);
 * the helper functions lose their conditions one by one. What no scene notices is reported as a failure.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { timeIsOver } from '../../e2e/time-left.ts'
import type { Engine } from './engine.ts'
import { branches, equivalent, holes, open } from './mutants.ts'
import type { Scene } from './scene.ts'
import { tables, themes } from './scenes/index.ts'
import { beforeScenes, play } from './stage.ts'

type Mutant = { readonly sentence: string; readonly sql: string; readonly scenes: readonly Scene[] }
export type Fate = { readonly sentence: string; readonly survived?: string; readonly leftOut?: true }

/** The scenes most likely to notice come first; the others follow, so that nothing is left out. */
const likeliest = (scenes: readonly Scene[], likely: (scene: Scene) => boolean) => [
  ...scenes.filter(likely),
  ...scenes.filter((scene) => !likely(scene)),
]

const everything = [...tables, ...themes]
const scenesOf = (...about: readonly string[]) =>
  about.flatMap((name) => {
    const chapter = everything.find((candidate) => candidate.about === name)
    if (!chapter) throw new Error(`a mutant asks for scenes about ${name}, and there are none`)
    return chapter.scenes
  })

const file = join(import.meta.dirname, 'noticed-by.json')
const key = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

/**
 * Runs inside the transaction that is open, and leaves the database as it was. The scene that noticed a broken rule when it was
 * last recorded is asked first.
 */
export async function runMutants(
  engine: Engine,
  { only, record }: { only?: string; record?: boolean },
): Promise<Fate[]> {
  const noticedBy: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
  const mutants = [...(await policyMutants(engine)), ...(await functionMutants(engine))]
  const fates: Fate[] = []
  for (const mutant of mutants) {
    if (only && !mutant.sentence.startsWith(only)) continue
    fates.push(
      timeIsOver() ? { sentence: mutant.sentence, leftOut: true } : await survives(engine, mutant, noticedBy),
    )
  }
  if (record) writeFileSync(file, `${JSON.stringify(sorted(noticedBy), null, 2)}\n`)
  return fates
}

const sorted = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Notes in `noticedBy` which scene notices. */
async function survives(
  engine: Engine,
  { sentence, sql, scenes }: Mutant,
  noticedBy: Record<string, string>,
): Promise<Fate> {
  const lastTime = noticedBy[key(sentence)]
  const first = likeliest(scenes, (scene) => key(scene.sentence) === lastTime)
  await engine.exec('savepoint mutant')
  try {
    await engine.exec(`${sql}; ${beforeScenes}`)
    for (const scene of first) {
      if ((await play(engine, scene)).ok) continue
      noticedBy[key(sentence)] = key(scene.sentence)
      return { sentence }
    }
    return { sentence, survived: 'no scene noticed' }
  } catch (error) {
    return { sentence, survived: `could not be broken: ${(error as Error).message}` }
  } finally {
    await engine.exec('rollback to savepoint mutant; release savepoint mutant')
  }
}

async function policyMutants(engine: Engine): Promise<Mutant[]> {
  const { rows } = await engine.query(`
    select tablename, policyname, lower(cmd) as verb, qual is not null as reads, with_check is not null as writes
      from pg_policies where schemaname = 'public' order by tablename, policyname`)
  return rows.flatMap((row) => {
    const [table, policy] = [String(row.tablename), String(row.policyname)]
    const named = `"${policy.replaceAll('"', '""')}" on public.${table}`
    const scenes = likeliest(scenesOf(table), ({ verb }) => verb === row.verb || verb === undefined)
    const because = `${table}: "${policy}"`
    const made: Mutant[] = [{ sentence: `${because} dropped`, sql: `drop policy ${named}`, scenes }]
    if (row.reads && !open.has(policy))
      made.push({ sentence: `${because} for any row`, sql: `alter policy ${named} using (true)`, scenes })
    if (row.writes && !equivalent.has(policy))
      made.push({
        sentence: `${because} without check`,
        sql: `alter policy ${named} with check (true)`,
        scenes,
      })
    for (const [part, condition] of branches[policy] ?? [])
      made.push({
        sentence: `${because} without "${part}"`,
        sql: `alter policy ${named} using (${condition})`,
        scenes,
      })
    return made
  })
}

async function functionMutants(engine: Engine): Promise<Mutant[]> {
  const made: Mutant[] = []
  for (const { name, cuts, seen } of holes) {
    const { rows } = await engine.query(`select pg_get_functiondef('${name}'::regproc) as source`)
    const source = String(rows[0]?.source)
    for (const [from, to] of cuts) {
      if (!source.includes(from)) throw new Error(`mutate: ${name} no longer contains: ${from}`)
      made.push({
        sentence: `${name}: "${from.replaceAll(/\s+/g, ' ')}" made "${to}"`,
        sql: source.replace(from, () => to),
        scenes: likeliest(scenesOf(...seen), (scene) => scene.sql.includes(name) || scene.verb === undefined),
      })
    }
  }
  return made
}
