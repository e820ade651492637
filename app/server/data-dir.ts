import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { takeNote } from './pid-note.ts'

/** Started by `npm start`, `dev`, `seed`, `db:reset`; by tests and the bench, which have folders of their own. */
const programsThatHold = /app.server.(start|seed|reset)\.(ts|cjs)|vitest|bench.collab.portal/

/** Holds the data directory for this process alone; two portals over the same files would spoil them. */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = join(dataDir, 'portal.pid')
  const holder = takeNote(lock, programsThatHold)
  if (holder !== null) {
    throw new Error(
      `Another portal (process ${holder}) already uses ${dataDir}: stop it, or set DATA_DIR to another folder.`,
    )
  }
  return async () => rmSync(lock, { force: true })
}

/**
 * Takes the database's files for this process. The database of a portal that was killed needs a moment to let go of
 * them, and two at once would spoil them: this waits for it, and throws when it does not end.
 */
export async function takeOverDatabase(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const note = join(dataDir, 'database.pid')
  const givenUpAt = Date.now() + 20_000
  for (;;) {
    const holder = takeNote(note, /embedded-supabase/)
    if (holder === null) return
    if (Date.now() > givenUpAt)
      throw new Error(
        `The database of an earlier run (process ${holder}) still uses ${dataDir}: end it first.`,
      )
    await pause(50)
  }
}
