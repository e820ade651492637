import { readFileSync } from 'node:fs'

/** The demo alliance as SQL: the institutions with their people and compendia, then the applications to it. */
export const demoSql = (): string =>
  ['supabase/seed.sql', 'supabase/seed-applications.sql'].map((file) => readFileSync(file, 'utf8')).join('\n')
