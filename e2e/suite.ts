/**
 * Everything that must hold before a change lands, in the order that tells soonest: `npm test`.
 * `--only format,unit` runs a part. The last line says `N passed, N failed` over all of it.
 *
 * `suite-times.json` says how long a whole run takes on two ordinary cores. In CI (`CI=true`) the machine is measured first.
 * If a whole run would not end there within `--within` minutes, the steps marked `long` are left out and the run says so. In any
 * other case whatever is skipped makes a run in CI fail.
 */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from './chromium.ts'
import { command, type Result } from './command.ts'
import { slowness } from './machine.ts'
import { report } from './suite-report.ts'
import times from './suite-times.json' with { type: 'json' }

/** `processor`: seconds of it, over all cores. */
type Tally = { passed: number; failed: number; skipped: number; processor: number }
/**
 * `share` is the part of the time left that a step may take; `until` is the moment that makes. A step that runs
 * `beside` the others begins with the first. No test checks a time (`npm run bench:pace` does), so that they may.
 */
type Step = {
  name: string
  share?: number
  beside?: true
  /** Left out on a machine that is too slow for a whole run. */
  long?: true
  run(until: number): Promise<Tally>
}

const scratch = mkdtempSync(join(tmpdir(), 'portal-tests-'))
const spent = join(scratch, 'spent.jsonl')
const bin = (name: string) => join('node_modules', '.bin', name)

const steps: Step[] = [
  check('format', bin('oxfmt'), '--check'),
  check('lint', bin('oxlint'), '--deny-warnings'),
  check('boundaries', bin('depcruise'), 'app', '--config', '.dependency-cruiser.cjs'),
  check('types', process.execPath, 'node_modules/typescript-native/bin/tsc', '--noEmit'),
  check('build', process.execPath, 'app/server/build.ts'),
  { name: 'scenes', share: 0.5, beside: true, run: scenes },
  {
    name: 'faults',
    share: 0.8,
    beside: true,
    long: true,
    run: (until) => vitest('faults', until, '--config', 'e2e/faults/vitest.config.ts'),
  },
  { name: 'unit', share: 0.5, run: (until) => vitest('unit', until) },
  { name: 'e2e', run: browser },
]

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    within: { type: 'string', default: '75' },
    record: { type: 'boolean', default: false },
  },
})
const began = Date.now()
const endsAt = began + Number(asked.within) * 60_000
if (Number.isNaN(endsAt)) throw new Error('--within is a number of minutes')
const inCi = Boolean(process.env.CI)
const slow = asked.only ? 1 : slowness()
const tooSlow = inCi && !asked.only && (times.seconds / 60) * slow > Number(asked.within)
const chosen = steps.filter(
  ({ name, long }) =>
    !(tooSlow && long) && (!asked.only || asked.only.split(',').some((part) => name.endsWith(part))),
)
const total: Tally = { passed: 0, failed: 0, skipped: 0, processor: 0 }
const took: Record<string, { seconds: number; processor: number }> = {}
if (!asked.only) console.log(`An ordinary core takes 1 for what this one takes ${slow.toFixed(2)} for.`)
if (tooSlow)
  console.log(
    `SHORT RUN: a whole run would take ${Math.round((times.seconds * slow) / 60)} minutes here. Left out: ${steps
      .filter(({ long }) => long)
      .map(({ name }) => name)
      .join(', ')}.`,
  )
const others = Promise.all(chosen.filter(({ beside }) => beside).map(take))
for (const step of chosen) if (!step.beside) await take(step)
await others

const seconds = Math.round((Date.now() - began) / 1000)
for (const line of report(spent)) console.log(line)
if (!asked.only) {
  console.log(
    `This run took ${inMinutes(seconds)}; the one on record ${inMinutes(times.seconds)} on a machine of ${times.slowness.toFixed(2)}.`,
  )
  if (asked.record) record()
}
if (inCi && total.skipped > 0 && !tooSlow) {
  console.log('In CI nothing may be skipped: see above for what is missing.')
  total.failed += 1
}
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
)
process.exit(total.failed || total.passed === 0 ? 1 : 0)

async function take(step: Step) {
  console.log(`… ${step.name}`)
  const started = performance.now()
  const left = Math.max(0, endsAt - Date.now())
  const until = Math.round(Date.now() + left * (step.share ?? 1))
  const tally = await step.run(until).catch((error: Error) => {
    console.error(error.message)
    return { passed: 0, failed: 1, skipped: 0, processor: 0 } satisfies Tally
  })
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
  const seconds = (performance.now() - started) / 1000
  total.processor += tally.processor
  took[step.name] = { seconds: Math.round(seconds), processor: Math.round(tally.processor) }
  const skipped = tally.skipped ? `, ${tally.skipped} skipped` : ''
  console.log(
    `${tally.failed ? '✗' : '✓'} ${step.name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds.toFixed(1)} s, ${tally.processor.toFixed(1)} s of processor)`,
  )
}

/** A step that is one check: it passes or it does not. */
function check(name: string, program: string, ...args: string[]): Step {
  return { name, run: () => command(program, ...args).then(asCheck(name)) }
}

function asCheck(name: string) {
  return ({ code, output, processor }: Result): Tally => {
    if (code === 0) return { passed: 1, failed: 0, skipped: 0, processor }
    console.error(`${name} found:\n${output.slice(-8000)}`)
    return { passed: 0, failed: 1, skipped: 0, processor }
  }
}

async function vitest(name: string, until: number, ...options: string[]): Promise<Tally> {
  const report = join(scratch, `${name}.json`)
  const result = await command(
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...options,
    endingAt(until),
  )
  for (const line of result.output.split('\n')) if (line.includes('skipped: ')) console.log(line)
  return fromReport(report, result, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + (json.success || json.numFailedTests ? 0 : 1),
    // What was left out half-way through a file is in none of the report's own numbers.
    skipped: json.numTotalTests - json.numPassedTests - json.numFailedTests,
  }))
}

async function scenes(until: number): Promise<Tally> {
  const { code, output, processor } = await command(
    process.execPath,
    'supabase/tests/run.ts',
    '--engine',
    'all',
    '--mutate',
    endingAt(until),
  )
  const last = output
    .trim()
    .split('\n')
    .findLast((line) => line.startsWith('{"passed"'))
  if (code !== 0 || !last) console.error(output.slice(-8000))
  for (const line of output.split('\n')) if (/skipped/i.test(line)) console.log(line)
  const tally: Tally = { ...(last ? JSON.parse(last) : { passed: 0, failed: 1, skipped: 0 }), processor }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

async function browser(until: number): Promise<Tally> {
  const chromium = findChromium()
  const report = join(scratch, 'e2e.json')
  const result = await command(bin('playwright'), 'test', '--reporter=line,json', {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CHROMIUM: chromium,
    ...endingAt(until),
  })
  return fromReport(report, result, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

// The reports are written by our own pinned tools a moment ago.
type Report = {
  numPassedTests: number
  numFailedTests: number
  numTotalTests: number
  success: boolean
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

function fromReport(
  file: string,
  { code, output, processor }: Result,
  read: (report: Report) => Omit<Tally, 'processor'>,
): Tally {
  if (code !== 0) console.error(output.slice(-12_000))
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, processor }
  const tally = { ...read(JSON.parse(readFileSync(file, 'utf8'))), processor }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** Tells a step's own tests when they have to end (`time-left.ts`) and where they note what they used. */
function endingAt(until: number) {
  return { TESTS_END_AT: String(until), TESTS_SPENT: spent }
}

function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** `--record` writes down how long a whole run took, for the next one to compare itself with. */
function record(): void {
  const slowest = { date: new Date().toISOString().slice(0, 10), slowness: Number(slow.toFixed(2)), seconds }
  writeFileSync('e2e/suite-times.json', `${JSON.stringify({ ...slowest, steps: took }, null, 2)}\n`)
}
