/** C: eight clients open a large chapter over and over; what do two people in another chapter notice? */
import { propagation } from '../arrivals.ts'
import type { Bench, Client, Options, Workload } from '../bench.ts'
import { now, pause } from '../clock.ts'
import { percentile, type Figures, type Line } from '../figures.ts'
import type { StormReport } from '../protocol.ts'
import type { Running } from '../servers.ts'
import { holdLargeChapter, LARGE } from './large.ts'

const quarter = { text: '≤ 0.25 × bare', most: (bare: number) => 0.25 * bare }
const lines: Line[] = [
  { figure: 'calm.p50', label: 'calm p50', unit: 'ms' },
  { figure: 'calm.p99', label: 'calm p99', unit: 'ms' },
  { figure: 'storm.p50', label: 'storm p50', unit: 'ms', bar: quarter },
  { figure: 'storm.p99', label: 'storm p99', unit: 'ms', bar: quarter },
  {
    figure: 'storm.p50',
    label: 'storm p50 against calm',
    unit: 'ms',
    bar: { text: '≤ 5 × calm', most: (_bare, portal) => 5 * portal['calm.p50']! },
  },
  { figure: 'storm.opens', label: 'openings in the storm', unit: '' },
  { figure: 'storm.open', label: 'opening in the storm p50', unit: 'ms' },
  {
    figure: 'plain.p50',
    label: 'storm over the websocket alone p50',
    unit: 'ms',
    against: 'storm.p50',
    bar: quarter,
  },
  {
    figure: 'plain.p99',
    label: 'storm over the websocket alone p99',
    unit: 'ms',
    against: 'storm.p99',
    bar: quarter,
  },
  { figure: 'plain.opens', label: 'openings over the websocket alone', unit: '', against: 'storm.opens' },
  { figure: 'failures', label: 'openings that failed', unit: '', bar: { text: 'none', most: () => 0 } },
]

const probe = 'C probe'
const seconds = ({ quick }: Options) => (quick ? 6 : 20)

export const storm: Workload = {
  name: 'C',
  title: 'C: 8 clients cold-open a 4.9 MB chapter over and over; a pair types in another chapter',
  lines,
  sides: ['portal', 'bare'],
  chapters: () => [LARGE, probe],
  run: (bench, side) =>
    bench.withServer(side, (server) =>
      bench.withClients(4, async ([holder, pair, ...opening]) => {
        await holdLargeChapter(bench, server, holder!)
        const keys: string[] = []
        for (const n of [1, 2]) {
          const request = bench.opening(server, probe, n)
          await pair!('open', request)
          keys.push(request.key)
        }
        const listen = async (name: string, length: number) => {
          await pause(1_000)
          const since = now()
          await pair!('type', { keys, perSecond: 10, seconds: length })
          await pause(500)
          return propagation(name, await pair!('report', {}), since)
        }
        const figures: Figures = await listen('calm', seconds(bench.options) / 2)
        const faults: string[] = []
        for (const name of side === 'portal' ? ['storm', 'plain'] : ['storm']) {
          const raging = rage(bench, server, opening, name === 'plain')
          Object.assign(figures, await listen(name, seconds(bench.options)))
          const reports = await raging
          const opens = reports.flatMap((report) => report.opens).sort((a, b) => a - b)
          const failures = reports.flatMap((report) => report.failures)
          faults.push(...new Set(failures))
          figures[`${name}.opens`] = opens.length
          figures[`${name}.open`] = percentile(opens, 50)
          figures.failures = (figures.failures ?? 0) + failures.length
        }
        return { figures, faults }
      }),
    ),
}

/** Four clients in each of two processes, a little longer than the pair types. */
function rage(bench: Bench, server: Running, processes: Client[], plain: boolean): Promise<StormReport[]> {
  return Promise.all(
    processes.map((client, i) =>
      client('storm', {
        clients: 4,
        seconds: seconds(bench.options) + 2,
        open: bench.opening(server, LARGE, 0, { plain }),
        visitors: [0, 1, 2, 3].map((n) => bench.opening(server, LARGE, 10 + i * 4 + n).visitor),
      }),
    ),
  )
}
