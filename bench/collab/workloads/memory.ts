/** Memory of the server with a hundred open chapters of ordinary length and 250 connections. */
import type { Options, Workload } from '../bench.ts'
import { pause } from '../clock.ts'
import type { Line } from '../figures.ts'
import { paragraphs } from '../trace.ts'

const lines: Line[] = [
  {
    figure: 'server',
    label: 'server process, loaded',
    unit: 'MB',
    bar: { text: '≤ 1.25 × bare + 100 MB', most: (bare) => 1.25 * bare + 100 },
  },
  { figure: 'heap', label: 'of it in use on the main heap', unit: 'MB' },
  { figure: 'idle', label: 'server process, just started', unit: 'MB' },
  { figure: 'database', label: "the embedded database's process", unit: 'MB' },
  { figure: 'connections', label: 'connections', unit: '' },
]
const chapters = ({ quick }: Options) => (quick ? 20 : 100)
const purpose = (n: number) => `memory chapter ${n + 1}`

export const memory: Workload = {
  name: 'memory',
  title: 'Memory with 100 open chapters and 250 connections',
  lines,
  sides: ['portal', 'bare'],
  chapters: (options) => Array.from({ length: chapters(options) }, (_, n) => purpose(n)),
  run: (bench, side) =>
    bench.withServer(side, (server) =>
      bench.withClients(5, async (clients) => {
        const idle = await server.memory()
        const keys = clients.map((): string[] => [])
        const connections = chapters(bench.options) * 2.5
        const text = paragraphs(12_000)
        for (let n = 0; n < connections; n++) {
          const request = bench.opening(server, purpose(n % chapters(bench.options)), n)
          const at = n % clients.length
          const { clocks } = await clients[at]!('open', request)
          if (clocks === 0) await clients[at]!('fill', { key: request.key, updates: [text], stored: false })
          keys[at]!.push(request.key)
        }
        // A little typing everywhere, so that what is only made when needed is there.
        await Promise.all(
          clients.map((client, i) => client('type', { keys: keys[i]!, perSecond: 0.3, seconds: 15 })),
        )
        await pause(5_000)
        const loaded = await server.memory()
        const reports = (await Promise.all(clients.map((client) => client('report', {})))).flat()
        return {
          figures: {
            server: loaded.server,
            heap: loaded.heap,
            idle: idle.server,
            database: loaded.database || Number.NaN,
            connections,
          },
          faults: [...new Set(reports.flatMap((report) => report.endings))],
        }
      }),
    ),
}
