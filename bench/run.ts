/** `npm run bench`: every bench, one after the other. What is given on the command line goes to each of them. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const benches = ['collab', 'pages', 'membership', 'pace']
let failed = false
for (const name of benches) {
  const program = fileURLToPath(new URL(`./${name}/run.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
