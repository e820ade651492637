/** The large chapter, put where clients will open it: through the websocket, by the same client on both sides. */
import type { Bench, Client } from '../bench.ts'
import { until } from '../clock.ts'
import type { Running } from '../servers.ts'
import { largeChapter, type LargeChapter } from '../trace.ts'
import { backlog, chapterId } from '../world.ts'

export const LARGE = 'large chapter'

/**
 * Has `holder` open the large chapter and fill it where it is empty: always on the bare server, which forgets, and once
 * on the portal, where it waits for the snapshot. The holder stays, so that the chapter is in memory.
 */
export async function holdLargeChapter(bench: Bench, server: Running, holder: Client): Promise<LargeChapter> {
  const large = largeChapter()
  const request = bench.opening(server, LARGE, 0)
  const { clocks } = await holder('open', request)
  if (clocks >= large.clocks) return large
  await holder('fill', { key: request.key, updates: large.updates, stored: server.side === 'portal' })
  if (server.supabase) await wholeFolded(server, LARGE)
  return large
}

/** Waits until the snapshot of a chapter contains everything. */
export async function wholeFolded({ supabase }: Running, purpose: string) {
  const isDone = await until(async () => (await backlog(supabase!, chapterId(purpose))) === 0, 120_000, 500)
  if (!isDone) throw new Error(`${purpose} had no snapshot within two minutes`)
}
