/** `npm run bench:attacks`: what others notice while somebody attacks the portal. See README.md. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { propagation } from '../collab/arrivals.ts'
import { openBench, type Bench, type Client } from '../collab/bench.ts'
import { pause } from '../collab/clock.ts'
import { spreadOf, type Figures } from '../collab/figures.ts'
import { startChild, type Running } from '../collab/servers.ts'
import { chapterId } from '../collab/world.ts'
import type { Attack } from './attack.ts'
import { attacks } from './attacks.ts'

/** In ms: the longest that `/healthz` may take at any moment of an attack. */
const bar = 250

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    gate: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
  strict: false,
})
const seconds = Number(values.seconds)
const wanted = typeof values.only === 'string' ? values.only.split(',') : null
const chosen = attacks.filter(({ name }) => !wanted || wanted.includes(name))
const quiet: Attack = {
  name: 'nothing',
  title: 'no attack, for comparison',
  run: () => pause(seconds * 1_000),
}

const options = {
  trials: 1,
  quick: false,
  carets: false,
  profile: values.profile ? resolve('bench/results/profiles') : undefined,
  processes: 2,
}
const chapters = [quiet, ...chosen].flatMap(({ name }) => [`attacked ${name}`, `beside ${name}`])
const bench = await openBench(options, [
  {
    name: 'attacks',
    title: '',
    lines: [],
    sides: ['portal'],
    chapters: () => chapters,
    run: async () => ({ figures: {}, faults: [] }),
  },
])
const results: { name: string; title: string; figures: Figures; faults: string[] }[] = []
try {
  console.log(`\nAttacks: ${seconds} s each; /healthz and the keystrokes of two people in another chapter`)
  console.log('  attack            healthz p95      max   keystroke p95      max   loop max  memory MB')
  for (const attack of [quiet, ...chosen]) {
    const { figures, faults } = await bench.withServer('portal', (server) => measure(bench, server, attack))
    results.push({ name: attack.name, title: attack.title, figures, faults })
    const cells = [
      'healthz.p95',
      'healthz.max',
      'keystroke.p95',
      'keystroke.max',
      'eventLoop.max',
      'memory.max',
    ].map((name) => (figures[name] ?? Number.NaN).toFixed(1).padStart(name === 'keystroke.p95' ? 16 : 9))
    const verdict = faults.length > 0 || !(figures['healthz.max']! <= bar) ? 'MISSED' : 'met'
    console.log(`  ${attack.name.padEnd(20)}${cells.join('')}   ≤ ${bar} ms ${verdict}`)
    for (const fault of faults) console.log(`      ${fault}`)
  }
} finally {
  bench.end()
}
mkdirSync('bench/results', { recursive: true })
writeFileSync('bench/results/attacks.json', JSON.stringify({ at: new Date(), seconds, results }, null, 2))
console.log('Written to bench/results/attacks.json')
const missed = results.some(({ figures, faults }) => faults.length > 0 || !(figures['healthz.max']! <= bar))
process.exit(values.gate && missed ? 1 : 0)

async function measure(bench: Bench, server: Running, attack: Attack) {
  const { target } = server
  if (target.side !== 'portal') throw new Error('only the portal is attacked')
  return bench.withClients(2, async (clients) => {
    const keys = await Promise.all(
      clients.map(async (client, n) => {
        const request = bench.opening(server, `beside ${attack.name}`, n)
        await client('open', request)
        return request.key
      }),
    )
    const attacker = startChild('../attacks/attacker.ts')
    const ended = once(attacker, 'exit')
    // From here on.
    await server.eventLoopDelay()
    const watched = watch(target.http, server)
    const typing = Promise.all(
      clients.map((client, n) => client('type', { keys: [keys[n]!], perSecond: 5, seconds })),
    )
    const { http, socket, schema } = target
    attacker.send({
      name: attack.name,
      target: {
        http,
        socket,
        schema,
        cookie: bench.visitors[2]!.cookie,
        chapter: chapterId(`attacked ${attack.name}`),
        seconds,
      },
    })
    const tooLate = pause((seconds + 60) * 1_000).then(() => attacker.kill())
    await Promise.race([ended, tooLate])
    await typing
    const { times, memory, silent } = await watched.stop()
    const eventLoopDelay = await server.eventLoopDelay()
    const reports = await reportsOf(clients)
    const faults = [
      ...new Set(reports.flatMap((report) => report.endings)),
      ...(silent > 0 ? [`/healthz failed ${silent} times`] : []),
    ]
    const figures: Figures = {
      ...spreadOf('healthz', times),
      ...propagation('keystroke', reports),
      'eventLoop.max': eventLoopDelay,
      'memory.max': memory,
    }
    return { figures, faults }
  })
}

async function reportsOf(clients: Client[]) {
  await Promise.all(clients.map((client) => client('settle', { ms: 15_000 })))
  await pause(500)
  return (await Promise.all(clients.map((client) => client('report', {})))).flat()
}

/** Asks for `/healthz` twenty times a second, each time on a connection of its own, whatever became of the last. */
function watch(http: string, server: Running) {
  const times: number[] = []
  let silent = 0
  let memory = 0
  const asked: Promise<void>[] = []
  const ask = async () => {
    const started = performance.now()
    const answer = await fetch(`${http}/healthz`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(60_000),
    }).catch(() => null)
    if (answer?.ok) times.push(performance.now() - started)
    else silent += 1
  }
  const asking = setInterval(() => void asked.push(ask()), 50)
  const weighing = setInterval(async () => {
    const { server: used } = await server.memory()
    memory = Math.max(memory, used)
  }, 1_000)
  return {
    async stop() {
      clearInterval(asking)
      clearInterval(weighing)
      await Promise.all(asked)
      return { times, memory, silent }
    },
  }
}
