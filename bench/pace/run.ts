/** `npm run bench:pace`: how soon a right that was taken away is gone, and other moments that people wait for. See ../README.md. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const vitest = join('node_modules', '.bin', 'vitest')
const folder = join('e2e', 'faults')
const faults = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(folder, file))
  .filter((file) => readFileSync(file, 'utf8').includes('expectWithin('))

const missed = [
  ['run', join('app', 'collab', 'server', 'wire.test.ts')],
  ['run', '--config', join(folder, 'vitest.config.ts'), '--no-file-parallelism', ...faults],
].filter((args) => {
  const { status } = spawnSync(vitest, [...args, '--disable-console-intercept'], {
    stdio: 'inherit',
    env: { ...process.env, BENCH_PACE: '1' },
  })
  return status !== 0
})
if (missed.length > 0 && process.argv.includes('--gate')) process.exitCode = 1
