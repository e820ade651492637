import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { env } from '#app/platform/env.server.ts'
import { holdDataDir } from './data-dir.ts'

const { DATA_DIR, SUPABASE_URL, DATABASE_URL } = env()
if (SUPABASE_URL || DATABASE_URL) {
  console.error(
    'Only the embedded database is emptied here; for another use its own tools (`supabase db reset`).',
  )
  process.exit(1)
}
const database = join(DATA_DIR, 'database')
if (!existsSync(database)) {
  console.log('There is no embedded database yet.')
  process.exit(0)
}
const release = await holdDataDir(DATA_DIR).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
const ask = createInterface({ input: process.stdin, output: process.stdout })
const answer = await ask.question(
  `This removes every text and account in ${database}. Type "reset" to go on: `,
)
ask.close()
if (answer.trim() === 'reset') {
  for (const part of ['database', 'spool']) rmSync(join(DATA_DIR, part), { recursive: true, force: true })
  console.log('Done. The next start makes a new database.')
} else {
  console.log('Nothing was changed.')
}
await release()
