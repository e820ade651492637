import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { env } from '#app/platform/env.server.ts'
import { holdDataDir, takeOverDatabase } from './data-dir.ts'

/** Empties the embedded database, once somebody at a terminal has said so; `--yes` says it beforehand. */
async function reset() {
  const { DATA_DIR, SUPABASE_URL, DATABASE_URL } = env()
  if (SUPABASE_URL || DATABASE_URL) {
    throw new Error(
      'Only the embedded database is emptied here; for another use its own tools (`supabase db reset`).',
    )
  }
  const database = join(DATA_DIR, 'database')
  if (!existsSync(database)) return console.log('There is no embedded database yet.')
  const sure = process.argv.includes('--yes')
  if (!sure && !process.stdin.isTTY) {
    throw new Error('There is no terminal to ask at: `npm run db:reset -- --yes` empties it without asking.')
  }
  const release = await holdDataDir(DATA_DIR)
  try {
    if (!sure && !(await agreed(database))) return console.log('Nothing was changed.')
    await takeOverDatabase(DATA_DIR)
    for (const part of ['database', 'spool']) rmSync(join(DATA_DIR, part), { recursive: true, force: true })
    console.log('Done. The next start makes a new database.')
  } finally {
    await release()
  }
}

/** Ctrl-C and Ctrl-D are a no. */
async function agreed(database: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const question = terminal.question(
    `This removes every text and account in ${database}. Type "reset" to go on: `,
  )
  const answer = await Promise.race([question.catch(() => ''), closed])
  terminal.close()
  return answer.trim() === 'reset'
}

await reset().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
