import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Writes this process's number on a note that says who has something for themselves. Returns null when that is done, and
 * otherwise the number of the living process that stands there; `ours` fits the command line of whoever may.
 */
export function takeNote(note: string, ours: RegExp): number | null {
  // Written beside and linked into place: nobody finds a note without its number.
  const mine = `${note}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    while (!linked(mine, note)) {
      const written = numberOn(note)
      if (written === null) continue
      if (holds(written, ours)) return written
      takeAway(note, mine, ours)
    }
    return null
  } finally {
    rmSync(mine, { force: true })
  }
}

/**
 * Does a piece of work unless it is done already. Of several processes that want it done at once, one does it and the others
 * wait for as long as that one lives. Throws when the work took the note away: others may have begun the same.
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
      if (numberOn(note) !== process.pid)
        throw new Error(`${note} went away during the work that it stood for`)
    } finally {
      if (numberOn(note) === process.pid) rmSync(note)
    }
  }
}

/** Whether the note is there now under its name, and was not before. */
function linked(mine: string, note: string): boolean {
  return answer('EEXIST', () => linkSync(mine, note)) !== null
}

/** The number on a note, 0 where it bears none, null where the note is gone. */
function numberOn(note: string): number | null {
  return answer('ENOENT', () => Number(readFileSync(note, 'utf8')) || 0)
}

/**
 * Removes the note of one who is gone. One process at a time may look and remove, by a second note that stands for no longer
 * than that: whoever looked before, and removed after, another one took the note would remove theirs.
 */
function takeAway(note: string, mine: string, ours: RegExp): void {
  const removal = `${note}.removal`
  if (!linked(mine, removal)) return forget(removal, ours)
  try {
    const written = numberOn(note)
    if (written !== null && !holds(written, ours)) rmSync(note)
  } finally {
    rmSync(removal, { force: true })
  }
}

/** Lets others remove again when one was killed while removing. If somebody else removes by now, theirs is put back. */
function forget(removal: string, ours: RegExp): void {
  const left = numberOn(removal)
  if (left === null || holds(left, ours)) return
  const aside = `${removal}.${process.pid}`
  if (answer('ENOENT', () => renameSync(removal, aside)) === null) return
  if (numberOn(aside) !== left) linked(aside, removal)
  rmSync(aside, { force: true })
}

/** What the file system answers; null where it refuses for this one reason. */
function answer<T>(refusal: 'EEXIST' | 'ENOENT', ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === refusal) return null
    throw error
  }
}

/** Whether it is another process than this one, alive, and of a kind that may be on such a note. */
function holds(pid: number, ours: RegExp): boolean {
  return pid !== 0 && pid !== process.pid && isAlive(pid) && mayBe(pid, ours)
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
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
