/** `npm run bench:faults`: the faults of the suite that depend on the moment, tried more often. See ../README.md. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join('e2e', 'faults')
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(folder, file))
  .filter((file) => readFileSync(file, 'utf8').includes('rounds('))
const { status } = spawnSync(
  join('node_modules', '.bin', 'vitest'),
  ['run', '--config', join(folder, 'vitest.config.ts'), ...files],
  { stdio: 'inherit', env: { ...process.env, FAULTS_OFTEN: '1' } },
)
process.exitCode = status ?? 1
