import { z } from 'zod'
import { nothing, rpc } from './rpc.server.ts'
import type { ServiceDb } from './supabase-service.server.ts'
import { startTicker, type Job, type Ticker } from './ticker.server.ts'

/** How often a process asks whether a job is due, at most; milliseconds. */
const asks = 30_000

/**
 * Runs a job in one process at a time: whoever claims it in the database. How it went is noted there; after a failure the
 * pause doubles, up to an hour. `every` counts from the end of a run, in milliseconds.
 */
export function startClaimedJob(db: ServiceDb, { name, every, run }: Job): Ticker {
  return startTicker({
    name,
    every: Math.min(asks, every),
    async run() {
      const claim = { name, every_seconds: Math.round(every / 1000) }
      if (!(await rpc(db, 'claim_job', claim, z.boolean()))) return
      let failure: unknown
      try {
        while ((await run()) === true);
      } catch (thrown) {
        failure = thrown
      }
      const said = failure === undefined ? null : failure instanceof Error ? failure.message : String(failure)
      await rpc(db, 'settle_job', { name, error: said }, nothing)
      if (failure !== undefined) throw failure
    },
  })
}
