import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Started by `npm start`, `dev`, `seed`, `db:reset`; by tests and the bench, which have folders of their own. */
const programsThatHold = /app.server.(start|seed|reset)\.(ts|cjs)|vitest|bench.collab.portal/

/** Holds the data directory for this process alone; two portals over the same files would spoil them. */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = join(dataDir, 'portal.pid')
  const take = () => writeFileSync(lock, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const holder = Number(readFileSync(lock, 'utf8'))
    if (holder !== process.pid && isAlive(holder) && mayBe(holder, programsThatHold)) {
      throw new Error(
        `Another portal (process ${holder}) already uses ${dataDir}: stop it, or set DATA_DIR to another folder.`,
      )
    }
    rmSync(lock, { force: true })
    take()
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
    const holder = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0
    if (!holder || holder === process.pid || !isAlive(holder) || !mayBe(holder, /embedded-supabase/)) break
    if (Date.now() > givenUpAt)
      throw new Error(
        `The database of an earlier run (process ${holder}) still uses ${dataDir}: end it first.`,
      )
    await pause(50)
  }
  writeFileSync(note, String(process.pid))
}

/**
 * Process numbers come round again: the one on the note may be another program by now.
 * Where nobody can say, it may be ours.
 */
function mayBe(pid: number, ours: RegExp): boolean {
  try {
    const words = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    return ours.test(words)
  } catch {
    return isAlive(pid)
  }
}

function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
