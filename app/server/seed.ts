import postgres from 'postgres'
import { env } from '#app/platform/env.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { holdDataDir } from './data-dir.ts'
import { demoSql } from './demo/seed-files.ts'
import { seedDemoTexts } from './seed-demo.ts'
import { startEmbeddedSupabase } from './supabase-process.ts'

/** Loads the demo alliance on purpose: into the embedded database, or through DATABASE_URL into another. */
async function seed() {
  const { SUPABASE_URL, DATABASE_URL, DATA_DIR } = env()
  const release = await holdDataDir(DATA_DIR)
  const embedded = SUPABASE_URL ? undefined : await startEmbeddedSupabase()
  try {
    const { count, error } = await serviceDb()
      .from('institutions')
      .select('id', { count: 'exact', head: true })
    if (error) throw new Error(error.message)
    if (!count) {
      if (!DATABASE_URL) {
        throw new Error(
          'Set DATABASE_URL to the database behind SUPABASE_URL, or load the files of supabase/config.toml’s sql_paths with the Supabase CLI first.',
        )
      }
      const sql = postgres(DATABASE_URL, { max: 1 })
      await sql.unsafe(demoSql())
      await sql.end()
    }
    if (!(await seedDemoTexts()))
      throw new Error('This database already holds an alliance of its own; it stays as it is.')
    console.log('The demo alliance is there.')
  } finally {
    await embedded?.stop()
    await release()
  }
}

await seed().catch((error: Error) => {
  console.error(`The demo alliance was not loaded. ${error.message}`)
  process.exitCode = 1
})
