/** `npm run bench:membership`: a large alliance and a small one, side by side in the same run. See ../README.md. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runApart } from '../collab/apart.ts'
import type { Size } from './alliance.ts'
import { judgePages, tableOf, type Measured, type PageResult } from './figures.ts'
import { pages } from './pages.ts'
import { openSide, type Side } from './side.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200' },
    trials: { type: 'string', default: '3' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    priority: { type: 'string' },
    gate: { type: 'boolean', default: false },
  },
  strict: false,
})
const quick = Boolean(values.quick)
const requests = quick ? 5 : Number(values.requests)
const trials = quick ? 1 : Number(values.trials)
const small: Size = { institutions: 50, people: 500, applications: 20 }
const large: Size = quick
  ? { institutions: 200, people: 2000, applications: 200 }
  : { institutions: 5000, people: 50_000, applications: 20_000 }
const only = typeof values.only === 'string' ? values.only : ''
const chosen = pages.filter(({ label, as }) => `${label} (${as})`.includes(only))

if (values.priority) await runApart(Number(values.priority))

const began = new Date()
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
console.log(`Membership bench: ${trials} trial(s) of ${requests} requests a page, ${machine}`)
console.log(`Load of the machine before: ${loadavg()[0]!.toFixed(2)}; other work on it shows, ratios count`)

const folder = mkdtempSync(join(tmpdir(), 'gapo-bench-membership-'))
const sides: Side[] = []
try {
  for (const [name, size] of Object.entries({ small, large })) {
    const side = await openSide(name, join(folder, name), size)
    console.log(
      `  ${name}: ${Object.entries(size)
        .map(([what, n]) => `${n} ${what}`)
        .join(', ')}, made in ${side.madeIn.toFixed(1)} s`,
    )
    sides.push(side)
  }
  const measured: Measured[] = []
  let results: PageResult[] = []
  for (let trial = 1; trial <= trials; trial++) {
    const started = performance.now()
    for (const side of sides) await side.signIn()
    for (const page of chosen) {
      const count = page.noBar ? Math.min(requests, 10) : requests
      const times = sides.map((): number[] => [])
      for (let n = 0; n < (quick ? 1 : 5); n++) for (const side of sides) await side.get(page)
      const before = await Promise.all(sides.map((side) => side.asked()))
      for (let n = 0; n < count; n++) {
        // In turn, and each first every other time: what else the machine does hits both alike.
        for (const at of n % 2 ? [1, 0] : [0, 1]) times[at]!.push(await sides[at]!.get(page))
      }
      const after = await Promise.all(sides.map((side) => side.asked()))
      const calls = Math.max(...after.map((sum, at) => (sum - before[at]!) / count))
      measured.push({ page, trial, small: times[0]!, large: times[1]!, calls })
    }
    // After each trial, so that an hour's work is not lost with its last minute.
    results = judgePages(chosen, measured)
    mkdirSync('bench/results', { recursive: true })
    writeFileSync(
      'bench/results/membership.json',
      JSON.stringify(
        {
          began,
          ended: new Date(),
          machine,
          load: loadavg(),
          small,
          large,
          requests,
          trials: trial,
          results,
        },
        null,
        2,
      ),
    )
    console.log(`  trial ${trial} took ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
  }
  console.log(tableOf(results))
  const missed = results.filter(({ verdict }) => verdict === 'MISSED').map(({ label }) => label)
  console.log(`\n${missed.length ? `MISSED: ${missed.join('; ')}` : 'Every bar that was measured is met.'}`)
  console.log('Written to bench/results/membership.json')
  process.exitCode = values.gate && missed.length ? 1 : 0
} finally {
  for (const side of sides) await side.stop()
  rmSync(folder, { recursive: true, force: true })
}
