import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join('e2e', 'faults')

/** Runs the fault tests that call a function, with an environment variable set. True when all passed. */
export function runFaultTests(calling: string, variable: string): boolean {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .filter((file) => readFileSync(file, 'utf8').includes(`${calling}(`))
  return runTests(variable, '--config', join(folder, 'vitest.config.ts'), ...files)
}

/** Runs tests with an environment variable set. True when all passed. */
export function runTests(variable: string, ...args: string[]): boolean {
  const { status } = spawnSync(
    join('node_modules', '.bin', 'vitest'),
    ['run', '--disable-console-intercept', ...args],
    { stdio: 'inherit', env: { ...process.env, [variable]: '1' } },
  )
  return status === 0
}
