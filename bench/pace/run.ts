/** `npm run bench:pace`: how soon a right that was taken away ends, and other times that people wait for. See ../README.md. */
import { join } from 'node:path'
import { runFaultTests, runTests } from '../fault-tests.ts'

const passed = [
  runTests('BENCH_PACE', join('app', 'collab', 'server', 'access-changes.test.ts')),
  runFaultTests('expectWithin', 'BENCH_PACE'),
]
if (passed.includes(false) && process.argv.includes('--gate')) process.exitCode = 1
