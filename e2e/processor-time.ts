import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const ticks = 100

/**
 * Seconds of processor that a process and everything it started have used so far, processes that ended and were waited for
 * included. NaN where the system does not tell.
 */
export function processorSeconds(root = process.pid): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN
  const children = new Map<number, number[]>()
  const used = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) && statOf(name)
    if (!stat) continue
    used.set(Number(name), (stat.own + stat.ofChildren) / ticks)
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)])
  }
  const sum = (pid: number): number =>
    (children.get(pid) ?? []).reduce((total, child) => total + sum(child), used.get(pid) ?? 0)
  return sum(root)
}

/** Seconds of processor that the ended children of this process have used, with all that they had waited for. */
export function processorSecondsOfEnded(): number {
  const stat = statOf('self')
  return stat ? stat.ofChildren / ticks : Number.NaN
}

function statOf(name: string) {
  try {
    // The name of the program, in brackets, may hold spaces.
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ofChildren: fields[13]! + fields[14]! }
  } catch {
    return null
  }
}

/** What one file of tests, or one test, has used: a line in the file `TESTS_SPENT`, which the suite reads at its end. */
export type Spent = { file: string; processor: number; test?: string; seconds?: number }

export function noteSpent(spent: Spent): void {
  if (process.env.TESTS_SPENT) appendFileSync(process.env.TESTS_SPENT, `${JSON.stringify(spent)}\n`)
}
