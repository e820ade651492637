/** `npm run bench:faults`: the fault tests that depend on the moment, with more rounds than in the suite. See ../README.md. */
import { runFaultTests } from '../fault-tests.ts'

if (!runFaultTests('rounds', 'FAULTS_OFTEN')) process.exitCode = 1
