/** E: one reader says over and over that half of a large chapter is missing; what do those notice who open another one? */
import type { Options, Workload } from '../bench.ts'
import { percentile, type Line } from '../figures.ts'
import { holdLargeChapter, LARGE } from './large.ts'

const lines: Line[] = [
  { figure: 'calm.p50', label: 'opening another chapter p50', unit: 'ms' },
  { figure: 'calm.p95', label: 'opening another chapter p95', unit: 'ms' },
  {
    figure: 'flood.p50',
    label: 'the same in the flood p50',
    unit: 'ms',
    bar: { text: '≤ 3 × calm', most: (_bare, portal) => 3 * portal['calm.p50']! },
  },
  { figure: 'flood.p95', label: 'the same in the flood p95', unit: 'ms' },
  { figure: 'failures', label: 'openings that failed', unit: '', bar: { text: 'none', most: () => 0 } },
]

const OTHER = 'E other chapter'
const PER_SECOND = 190
const seconds = ({ quick }: Options) => (quick ? 5 : 15)

export const flood: Workload = {
  name: 'E',
  title: 'E: a reader sends 190 state vectors a second to a 4.9 MB chapter; another chapter is opened',
  lines,
  sides: ['portal'],
  chapters: () => [LARGE, OTHER],
  run: (bench, side) =>
    bench.withServer(side, (server) =>
      bench.withClients(3, async ([holder, reader, others]) => {
        await holdLargeChapter(bench, server, holder!)
        const request = bench.opening(server, OTHER, 1)
        await others!('open', request)
        await others!('type', { keys: [request.key], perSecond: 20, seconds: 1 })
        await others!('settle', { ms: 10_000 })
        await others!('close', {})
        const faults: string[] = []
        const openings = async (name: string) => {
          const { opens, failures } = await others!('storm', {
            clients: 1,
            seconds: seconds(bench.options),
            open: request,
            visitors: [request.visitor],
          })
          opens.sort((a, b) => a - b)
          faults.push(...failures)
          return { [`${name}.p50`]: percentile(opens, 50), [`${name}.p95`]: percentile(opens, 95) }
        }
        const calm = await openings('calm')
        const flooding = reader!('flood', {
          open: bench.opening(server, LARGE, 2),
          perSecond: PER_SECOND,
          seconds: seconds(bench.options) + 5,
        })
        const flooded = await openings('flood')
        await flooding
        return { figures: { ...calm, ...flooded, failures: faults.length }, faults: [...new Set(faults)] }
      }),
    ),
}
