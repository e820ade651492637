/** `npm run bench:collab`: this portal and a bare Hocuspocus server, in turn, in the same run. See README.md. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runApart } from './apart.ts'
import { openBench, type Options, type Workload } from './bench.ts'
import { judge, table, type Result, type Side, type Trial } from './figures.ts'
import { readTrace } from './trace.ts'
import { browserOpen } from './workloads/browser.ts'
import { coldOpen } from './workloads/cold-open.ts'
import { flood } from './workloads/flood.ts'
import { journal } from './workloads/journal.ts'
import { memory } from './workloads/memory.ts'
import { storm } from './workloads/storm.ts'
import { typingInManyChapters, typingInOneChapter } from './workloads/typing.ts'

const workloads: Workload[] = [
  typingInOneChapter,
  typingInManyChapters,
  storm,
  coldOpen,
  flood,
  browserOpen,
  memory,
  journal,
]

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    side: { type: 'string' },
    trials: { type: 'string', default: '3' },
    processes: { type: 'string', default: '4' },
    quick: { type: 'boolean', default: false },
    carets: { type: 'boolean', default: false },
    priority: { type: 'string' },
    profile: { type: 'boolean', default: false },
    gate: { type: 'boolean', default: false },
  },
})
const wanted = values.only?.split(',').map((name) => name.trim().toLowerCase())
if (wanted?.includes('d')) wanted.push('browser')
const unknown = wanted?.filter((name) => !workloads.some((workload) => workload.name.toLowerCase() === name))
if (unknown?.length)
  throw new Error(`There is no workload ${unknown.join(', ')}: ${workloads.map((w) => w.name).join(', ')}.`)
const chosen = workloads
  .filter(({ name }) => !wanted || wanted.includes(name.toLowerCase()))
  .map((workload) => ({
    ...workload,
    sides: workload.sides.filter((side) => !values.side || side === values.side),
  }))
const options: Options = {
  trials: values.quick ? 1 : Number(values.trials),
  quick: values.quick,
  carets: values.carets,
  processes: Number(values.processes),
  profile: values.profile ? resolve('bench/results/profiles') : undefined,
}

if (values.priority) await runApart(Number(values.priority))

const began = new Date()
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Linux ${release()}, Node ${process.version}`
console.log(
  `Collaboration bench: ${options.trials} trial(s), ${options.processes} client processes, ${machine}`,
)
console.log(
  `Load of the machine before: ${loadavg()[0]!.toFixed(2)} (${values.priority ? `the bench goes first, priority ${values.priority}; ` : ''}other work on it shows in the figures, ratios count)`,
)
const { name: trace } = readTrace()
if (trace !== 'B4')
  console.log(
    'The B4 trace is not there (GAPO_BENCH_TRACE): a seeded synthetic trace of the same length is used.',
  )

const bench = await openBench(options, chosen)
const report: { name: string; title: string; results: Result[]; trials: Trial[] }[] = []
try {
  for (const workload of chosen) {
    const trials: Trial[] = []
    const count = workload.once ? 1 : options.trials
    for (let trial = 1; trial <= count; trial++) {
      // The one that goes first changes with each trial, so that a drift of the machine hits both.
      const sides: Side[] = trial % 2 ? workload.sides : workload.sides.toReversed()
      for (const side of sides) {
        const measured = await workload.run(bench, side, trial)
        trials.push({ side, trial, ...measured })
        for (const fault of measured.faults)
          console.log(`  ${workload.name}, ${side}, trial ${trial}: ${fault}`)
      }
    }
    const results = judge(workload.lines, trials)
    console.log(table(workload.title, results))
    report.push({ name: workload.name, title: workload.title, results, trials })
  }
} finally {
  bench.end()
}

mkdirSync('bench/results', { recursive: true })
writeFileSync(
  'bench/results/collab.json',
  JSON.stringify(
    { began, ended: new Date(), machine, options, trace, load: loadavg(), workloads: report },
    null,
    2,
  ),
)
const missed = report.flatMap(({ name, results }) =>
  results.filter((result) => result.verdict === 'MISSED').map((result) => `${name}: ${result.label}`),
)
console.log(`\n${missed.length ? `MISSED: ${missed.join('; ')}` : 'Every bar that was measured is met.'}`)
console.log('Written to bench/results/collab.json')
process.exit(values.gate && missed.length ? 1 : 0)
