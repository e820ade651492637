import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

const mark = 'BENCH_APART'

/**
 * For a machine with other work on it: runs this program once more, in a session of its own that goes before the rest
 * (`priority` as for `nice`, -20 to 0; it takes root). Both sides and all clients are in it. Returns in that one only.
 */
export async function runApart(priority: number): Promise<void> {
  if (process.env[mark]) {
    setPriority(priority)
    try {
      // Linux shares the processor out between sessions first, and within a session by niceness.
      writeFileSync('/proc/self/autogroup', String(priority))
    } catch {
      // No such groups on this system: the priority alone has to do.
    }
    return
  }
  const self = spawn(process.execPath, process.argv.slice(1), {
    detached: true,
    stdio: 'inherit',
    env: { ...process.env, [mark]: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => process.kill(-self.pid!, signal))
  const code = await new Promise<number>((resolve) => self.on('exit', (exit) => resolve(exit ?? 1)))
  process.exit(code)
}
