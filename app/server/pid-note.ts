import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Writes this process's number on a note that says who has something for themselves. Returns null when that is done, and
 * otherwise the number of the living process that stands there; `ours` fits the command line of whoever may.
 */
export function takeNote(note: string, ours: RegExp): number | null {
  const take = () => writeFileSync(note, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const holder = holderOf(note, ours)
    if (holder !== null) return holder
    rmSync(note, { force: true })
    take()
  }
  return null
}

/**
 * Does a piece of work unless it is done already. Of several processes that want it done at once, one does it and the others
 * wait for as long as that one lives.
 */
export async function doOnce(
  note: string,
  ours: RegExp,
  { isDone, work }: { isDone(): boolean; work(): Promise<void> },
): Promise<void> {
  while (!isDone()) {
    if (takeNote(note, ours) !== null) {
      await pause(100)
      continue
    }
    try {
      if (!isDone()) await work()
    } finally {
      rmSync(note, { force: true })
    }
  }
}

/** Whoever is on a note and still lives, if it is another process than this one. */
function holderOf(note: string, ours: RegExp): number | null {
  const holder = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0
  return holder && holder !== process.pid && isAlive(holder) && mayBe(holder, ours) ? holder : null
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
