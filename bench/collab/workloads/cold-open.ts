/** D: a large chapter is opened cold: from the database by the portal, from memory by the bare server. */
import type { Bench, Options, Workload } from '../bench.ts'
import { median, type Figures, type Line, type Side } from '../figures.ts'
import { holdLargeChapter, LARGE } from './large.ts'

const lines: Line[] = [
  {
    figure: 'open',
    label: 'cold open to synced (bare: from memory)',
    unit: 'ms',
    bar: { text: '≤ 1.0 × bare', most: (bare) => bare },
  },
  { figure: 'plain', label: 'the same over the websocket alone', unit: 'ms', against: 'open' },
  { figure: 'again', label: 'opened again while in memory', unit: 'ms', against: 'open' },
]
const SMALL = 'D small chapter'
const samples = ({ quick }: Options) => (quick ? 1 : 3)

export const coldOpen: Workload = {
  name: 'D',
  title: 'D: cold open of the 4.9 MB chapter',
  lines,
  sides: ['portal', 'bare'],
  chapters: () => [LARGE, SMALL],
  async run(bench, side) {
    if (side === 'portal') await stored(bench)
    const taken = new Map<string, number[]>()
    for (let n = 0; n < samples(bench.options); n++) {
      for (const [name, ms] of Object.entries(await once(bench, side, false))) {
        taken.set(name, [...(taken.get(name) ?? []), ms])
      }
      if (side === 'portal') {
        const { open } = await once(bench, side, true)
        taken.set('plain', [...(taken.get('plain') ?? []), open!])
      }
    }
    return {
      figures: Object.fromEntries([...taken].map(([name, values]) => [name, median(values)])),
      faults: [],
    }
  },
}

/** Makes sure that the portal's database holds the chapter in a snapshot. */
function stored(bench: Bench) {
  return bench.withServer('portal', (server) =>
    bench.withClients(1, ([holder]) => holdLargeChapter(bench, server, holder!)),
  )
}

/** One opening by a new client process at a newly started server, and another one right after it. */
function once(bench: Bench, side: Side, plain: boolean): Promise<Figures> {
  return bench.withServer(side, (server) =>
    bench.withClients(3, async ([holder, first, second]) => {
      // A server that has let somebody in before, as it is in use; the large chapter itself is still untouched.
      await holder!('open', bench.opening(server, SMALL, 4))
      const expected = side === 'bare' ? (await holdLargeChapter(bench, server, holder!)).clocks : 0
      const opened = await first!('open', bench.opening(server, LARGE, 1, { plain }))
      const again = await second!('open', bench.opening(server, LARGE, 2, { plain }))
      if (opened.clocks < expected || opened.clocks !== again.clocks || opened.clocks < 100_000)
        throw new Error(`an opening was incomplete: ${opened.clocks} of ${expected || again.clocks}`)
      return { open: opened.ms, again: again.ms }
    }),
  )
}
