import { readFileSync } from 'node:fs'

const files = ['supabase/seed.sql', 'supabase/seed-profiles.sql', 'supabase/seed-applications.sql']

/** The demo alliance as SQL: the institutions with their people and compendia, what people tell about themselves, the applications. */
export const demoSql = (): string => files.map((file) => readFileSync(file, 'utf8')).join('\n')
