/** A and B: many people type; how soon do the others see it, and how soon is it stored? */
import { propagation } from '../arrivals.ts'
import type { Client, Options, Workload } from '../bench.ts'
import { pause } from '../clock.ts'
import { spreadOf, type Line, type Side } from '../figures.ts'
import type { TypingReport } from '../protocol.ts'

const bar = { text: '≤ 1.25 × bare', most: (bare: number) => 1.25 * bare }
const lines: Line[] = [
  { figure: 'propagation.p50', label: 'propagation p50', unit: 'ms', bar },
  { figure: 'propagation.p95', label: 'propagation p95', unit: 'ms', bar },
  { figure: 'propagation.p99', label: 'propagation p99', unit: 'ms', bar },
  { figure: 'propagation.max', label: 'propagation, longest', unit: 'ms' },
  { figure: 'stored.p50', label: 'edit → stored p50', unit: 'ms' },
  {
    figure: 'stored.p95',
    label: 'edit → stored p95',
    unit: 'ms',
    bar: { text: '≤ 100 ms', most: () => 100 },
  },
  { figure: 'edits', label: 'edits made', unit: '' },
  { figure: 'lost', label: 'lost', unit: '', bar: { text: 'none', most: () => 0 } },
  { figure: 'diverged', label: 'chapters that differ', unit: '', bar: { text: 'none', most: () => 0 } },
]

export const typingInOneChapter = typing('A', 'A: 1 chapter × 50 editors × 2 edits/s', 1, 50)
export const typingInManyChapters = typing('B', 'B: 20 chapters × 5 editors × 2 edits/s', 20, 5)

function typing(name: string, title: string, chapters: number, editors: number): Workload {
  const seconds = ({ quick }: Options) => (quick ? 5 : 20)
  const purpose = (trial: number, chapter: number) => `${name} trial ${trial} chapter ${chapter + 1}`
  return {
    name,
    title,
    lines,
    sides: ['portal', 'bare'],
    chapters: ({ trials }) =>
      Array.from({ length: trials }, (_, trial) =>
        Array.from({ length: chapters }, (_, chapter) => purpose(trial + 1, chapter)),
      ).flat(),
    run: (bench, side, trial) =>
      bench.withServer(side, (server) =>
        bench.withClients(bench.options.processes, async (clients) => {
          const keys = clients.map((): string[] => [])
          let n = 0
          for (let chapter = 0; chapter < chapters; chapter++) {
            for (let editor = 0; editor < editors; editor++, n++) {
              // Next to each other in a chapter, but in different processes.
              const at = n % clients.length
              const request = bench.opening(server, purpose(trial, chapter), n, {
                carets: bench.options.carets,
              })
              await clients[at]!('open', request)
              keys[at]!.push(request.key)
            }
          }
          await pause(2_000)
          await Promise.all(
            clients.map((client, i) =>
              client('type', { keys: keys[i]!, perSecond: 2, seconds: seconds(bench.options) }),
            ),
          )
          await Promise.all(clients.map((client) => client('settle', { ms: 15_000 })))
          await pause(1_000)
          const reports = (await Promise.all(clients.map((client) => client('report', {})))).flat()
          const faults = [...new Set(reports.flatMap((report) => report.endings))].map(
            (ending) => `closed: ${ending}`,
          )
          const figures = {
            ...propagation('propagation', reports),
            ...spreadOf(
              'stored',
              reports.flatMap((report) => [...report.stored]),
            ),
            edits: reports.reduce((sum, report) => sum + report.markers.length, 0),
            ...(await convergence(clients, reports, side)),
          }
          return { figures, faults }
        }),
      ),
  }
}

/** Whether all documents of a chapter are the same, and hold every word that anybody typed. */
async function convergence(clients: Client[], reports: TypingReport[], side: Side) {
  const digests = (await Promise.all(clients.map((client) => client('digest', { texts: true })))).flat()
  let lost = 0
  let diverged = 0
  for (const [chapter, copies] of Map.groupBy(digests, (digest) => digest.chapter)) {
    if (new Set(copies.map((copy) => copy.digest)).size > 1) diverged += 1
    const markers = reports.filter((report) => report.chapter === chapter).flatMap((report) => report.markers)
    for (const text of new Set(copies.map((copy) => copy.text!))) {
      lost += markers.filter((marker) => !text.includes(marker)).length
    }
  }
  const unstored = reports.reduce((sum, report) => sum + report.unstored, 0)
  return { lost: side === 'portal' ? lost + unstored : lost, diverged }
}
