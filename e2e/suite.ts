/**
 * Everything that must hold before a change lands, in the order that tells soonest: `npm test`.
 * `--only format,unit` runs a part. The last line says `N passed, N failed` over all of it.
 *
 * A whole run takes some twenty minutes on two ordinary cores. On a machine so slow that it would not end within `--within` minutes
 * (45), each step gets its share of them, and what has not begun by then is left out and counted as skipped.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from './chromium.ts'

type Tally = { passed: number; failed: number; skipped: number; notes?: string[] }
/**
 * `share` is the part of the time left that a step may take; `until` is the moment that makes. A step that runs
 * `beside` the others keeps one core busy at most. No test checks a time (`npm run bench:pace` does), so that they may.
 */
type Step = {
  name: string
  share?: number
  beside?: true
  run(until: number): Promise<Tally>
}

const scratch = mkdtempSync(join(tmpdir(), 'portal-tests-'))
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
    run: (until) => vitest('faults', until, '--config', 'e2e/faults/vitest.config.ts'),
  },
  { name: 'unit', share: 0.5, run: (until) => vitest('unit', until) },
  { name: 'e2e', run: browser },
]

const { values: asked } = parseArgs({
  options: { only: { type: 'string' }, within: { type: 'string', default: '45' } },
})
const endsAt = Date.now() + Number(asked.within) * 60_000
if (Number.isNaN(endsAt)) throw new Error('--within is a number of minutes')
const chosen = asked.only
  ? steps.filter(({ name }) => asked.only!.split(',').some((part) => name.endsWith(part)))
  : steps
const total: Tally = { passed: 0, failed: 0, skipped: 0 }
let whole = true
const others = Promise.all(chosen.filter(({ beside }) => beside).map(take))
for (const step of chosen) if (!step.beside) await take(step)
await others
if (!whole)
  console.log(`NOT A WHOLE RUN: ${asked.within} minutes were not enough; what was left out counts as skipped`)
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
    return { passed: 0, failed: 1, skipped: 0 } satisfies Tally
  })
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  whole &&= Date.now() <= until
  const skipped = tally.skipped ? `, ${tally.skipped} skipped` : ''
  console.log(
    `${tally.failed ? '✗' : '✓'} ${step.name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds} s)`,
  )
}

/** A step that is one check: it passes or it does not. */
function check(name: string, program: string, ...args: string[]): Step {
  return { name, run: () => command(program, ...args).then(asCheck(name)) }
}

function asCheck(name: string) {
  return ({ code, output }: Result): Tally => {
    if (code === 0) return { passed: 1, failed: 0, skipped: 0 }
    console.error(`${name} found:\n${output.slice(-8000)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function vitest(name: string, until: number, ...options: string[]): Promise<Tally> {
  const report = join(scratch, `${name}.json`)
  const { code, output } = await command(
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...options,
    endingAt(until),
  )
  for (const line of output.split('\n')) if (line.includes('skipped: ')) console.log(line)
  return fromReport(report, code, output, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + (json.success || json.numFailedTests ? 0 : 1),
    // What was left out half-way through a file is in none of the report's own numbers.
    skipped: json.numTotalTests - json.numPassedTests - json.numFailedTests,
  }))
}

async function scenes(until: number): Promise<Tally> {
  const { code, output } = await command(
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
  const tally: Tally = last ? JSON.parse(last) : { passed: 0, failed: 1, skipped: 0 }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

async function browser(until: number): Promise<Tally> {
  const chromium = findChromium()
  const report = join(scratch, 'e2e.json')
  const { code, output } = await command(bin('playwright'), 'test', '--reporter=line,json', {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CHROMIUM: chromium,
    ...endingAt(until),
  })
  return fromReport(report, code, output, ({ stats }) => ({
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

function fromReport(file: string, code: number, output: string, read: (report: Report) => Tally): Tally {
  if (code !== 0) console.error(output.slice(-12_000))
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const tally = read(JSON.parse(readFileSync(file, 'utf8')))
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** Tells a step's own tests when they have to end (`time-left.ts`). */
function endingAt(until: number) {
  return { TESTS_END_AT: String(until) }
}

type Result = { code: number; output: string }

function command(program: string, ...rest: (string | Record<string, string>)[]): Promise<Result> {
  const args = rest.filter((arg) => typeof arg === 'string')
  const env = Object.assign({ ...process.env }, ...rest.filter((arg) => typeof arg !== 'string'))
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
