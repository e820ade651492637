import type { PgliteConnection } from '@supabase/lite/pglite'

const JOURNAL_MS = 20_000
const ALL_MS = 10 * 60_000

/**
 * Clears away old rows, for PGlite has no autovacuum. The journal every 20 s, if anything was written since: folding
 * replaces its rows every few seconds, and files never grow beyond what lies between two sweeps. That takes 3 to 15 ms; at
 * ten minutes, one editor's paper left files of forty times its size. Everything else every ten minutes.
 */
export function keepSwept({ driver }: PgliteConnection): void {
  let seen = ''
  async function sweepJournal() {
    const { rows } = await driver.query<{ upto: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as upto',
    )
    if (rows[0]?.upto === seen) return
    await driver.exec('vacuum public.chapter_updates, public.chapter_history, public.chapter_snapshots')
    seen = rows[0]?.upto ?? ''
  }
  every(JOURNAL_MS, sweepJournal)
  every(ALL_MS, () => driver.exec('vacuum (analyze)'))
}

function every(ms: number, work: () => Promise<unknown>) {
  const timer = setInterval(() => void work().catch((error: Error) => console.error(error.message)), ms)
  timer.unref()
}
