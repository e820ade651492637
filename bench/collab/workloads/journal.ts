/** The journal on disk, after one editor typed the whole trace and a snapshot was made. */
import { join } from 'node:path'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { openBench, type Workload } from '../bench.ts'
import type { Figures, Line } from '../figures.ts'
import { wholeFolded } from './large.ts'

const lines: Line[] = [
  {
    figure: 'disk',
    label: 'updates, history and snapshots after vacuum',
    unit: 'MB',
    bar: { text: '≤ 4 × final state', most: (_bare, portal) => 4 * portal.state! },
  },
  { figure: 'state', label: 'final Yjs state', unit: 'MB' },
  { figure: 'chapter_updates', label: 'of it chapter_updates', unit: 'MB' },
  { figure: 'chapter_history', label: 'of it chapter_history', unit: 'MB' },
  { figure: 'chapter_snapshots', label: 'of it chapter_snapshots', unit: 'MB' },
  { figure: 'full', label: 'the same after a full vacuum', unit: 'MB' },
  { figure: 'updates', label: 'updates typed', unit: '' },
  { figure: 'seconds', label: 'it took', unit: 's' },
]
const tables = ['chapter_updates', 'chapter_history', 'chapter_snapshots']
const purpose = 'journal'

/** Just below what the portal takes from one connection over any length of time. */
const perSecond = 190

export const journal: Workload = {
  name: 'journal',
  title: 'Journal on disk after the trace typed by one editor, after the snapshot',
  lines,
  sides: ['portal'],
  once: true,
  chapters: () => [],
  async run({ options }) {
    // A database of its own: what other workloads left behind must not count, nor give room.
    const bench = await openBench(options, [{ ...journal, chapters: () => [purpose] }])
    try {
      const before = await onDisk(bench.dataDir)
      const typed = await bench.withServer('portal', (server) =>
        bench.withClients(1, async ([client]) => {
          const report = await client!('trace', {
            open: bench.opening(server, purpose, 0),
            window: 400,
            edits: options.quick ? 5_000 : null,
            perSecond,
          })
          await wholeFolded(server, purpose)
          return report
        }),
      )
      const after = await onDisk(bench.dataDir)
      const figures: Figures = {
        state: typed.stateBytes / 1e6,
        updates: typed.updates,
        seconds: typed.seconds,
      }
      for (const [name, size] of Object.entries(after)) figures[name] = size - before[name]!
      return { figures, faults: typed.endings }
    } finally {
      bench.end()
    }
  },
}

/** Sizes in MB with indexes and out-of-line storage, after a vacuum; the portal must be stopped. */
async function onDisk(dataDir: string): Promise<Figures> {
  const connection = await createPgliteConnection({ url: join(dataDir, 'database') })
  const sizes = async () => {
    const figures: Figures = {}
    for (const table of tables) {
      const { rows } = await connection.exec<{ rows: { size: string }[] }>(
        `select pg_total_relation_size('public.${table}')::text as size`,
      )
      figures[table] = Number(rows[0]!.size) / 1e6
    }
    return { ...figures, disk: Object.values(figures).reduce((sum, size) => sum + size, 0) }
  }
  const vacuum = async (how: string) => {
    for (const table of tables) await connection.driver.exec(`vacuum ${how} public.${table}`)
  }
  await vacuum('')
  const plain = await sizes()
  await vacuum('full')
  const { disk: full } = await sizes()
  await connection.driver.close()
  return { ...plain, full }
}
