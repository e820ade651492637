/**
 * The policy scenes: `node supabase/tests/run.ts [--engine pglite|postgres|hosted|all] [--mutate] [--loud]`. `--record` writes
 * down which scene noticed each broken rule, so that the next run asks that one first.
 * Ends with a line for people and a line of JSON for the suite; the exit code is 1 when anything failed.
 */
import { parseArgs } from 'node:util'
import { noteSpent, processorSeconds } from '../../e2e/processor-time.ts'
import { timeIsOver } from '../../e2e/time-left.ts'
import { runChecks } from './checks.ts'
import { openHosted, openPglite, openPostgres, type Engine } from './engine.ts'
import { runMutants } from './mutate.ts'
import { tables, themes } from './scenes/index.ts'
import { afterScenes, beforeScenes, play, whoCannotAct } from './stage.ts'
import { buildWorld, cast } from './world.ts'

const { values: asked } = parseArgs({
  options: {
    engine: { type: 'string', default: 'all' },
    mutate: { type: 'boolean', default: false },
    loud: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const open = { postgres: openPostgres, hosted: openHosted, pglite: openPglite }
const isEngine = (name: string): name is keyof typeof open => name in open
const engines = (asked.engine === 'all' ? Object.keys(open) : asked.engine.split(',')).filter(isEngine)
if (engines.length === 0) {
  say('--engine is pglite, postgres, hosted or all')
  process.exit(2)
}
/** The rules are the same text in all engines: breaking them in the first that runs here, the quickest, is enough. */
let toBreak = asked.mutate
const total = { passed: 0, failed: 0, skipped: 0 }
let since = { passed: 0, failed: 0 }

for (const name of engines) {
  if (timeIsOver()) {
    total.skipped++
    say(`\n${name}: skipped, no time was left`)
    continue
  }
  const opened = await open[name]()
  if ('missing' in opened) {
    total.skipped++
    say(`\n${name}: skipped, ${opened.missing}`)
    continue
  }
  say(`\n${opened.name}`)
  try {
    await buildWorld(opened)
    await stageEverything(opened)
    toBreak = false
  } finally {
    await opened.close()
  }
}
say(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
say(JSON.stringify(total))
noteSpent({ file: 'supabase/tests', processor: processorSeconds() })
process.exit(total.failed ? 1 : 0)

async function stageEverything(engine: Engine) {
  if (!asked.only) {
    for (const { sentence, wrong } of await runChecks(engine))
      note(sentence, wrong.length ? wrong.join('; ') : undefined)
    say(`  the whole database: ${count()}`)
  }
  await engine.exec(`begin; ${beforeScenes}`)
  const cannot = await whoCannotAct(engine, [...cast, 'service'])
  note('every actor can be played', cannot.length ? cannot.join('; ') : undefined)
  for (const { about, scenes } of [...tables, ...themes]) {
    if (asked.only && asked.only !== about) continue
    for (const scene of scenes) {
      if (timeIsOver()) {
        total.skipped++
        continue
      }
      const played = await play(engine, scene)
      note(`${about}: ${scene.sentence}`, played.ok ? undefined : played.got)
    }
    say(`  ${about}: ${count()}`)
  }
  await engine.exec(afterScenes)
  if (toBreak) {
    const began = Date.now()
    for (const { sentence, survived, leftOut } of await runMutants(engine, asked)) {
      if (leftOut) total.skipped++
      else note(sentence, survived)
    }
    say(`  broken on purpose: ${count()} in ${Math.round((Date.now() - began) / 1000)} s`)
  }
  await engine.exec('rollback')
}

function note(sentence: string, wrong: string | undefined) {
  since[wrong === undefined ? 'passed' : 'failed']++
  total[wrong === undefined ? 'passed' : 'failed']++
  if (wrong !== undefined) say(`  FAILED ${sentence}\n         ${wrong}`)
  else if (asked.loud) say(`  passed ${sentence}`)
}

/** What happened since the last count. */
function count() {
  const line = since.failed ? `${since.passed} passed, ${since.failed} FAILED` : `${since.passed} passed`
  since = { passed: 0, failed: 0 }
  return line
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
