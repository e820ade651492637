import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Keys = z.object({
  publishable: z.string().startsWith('sb_publishable_'),
  secret: z.string().startsWith('sb_secret_'),
  jwt: z.string().min(43),
})

/** Keys of the embedded Supabase. */
export type SupabaseKeys = z.infer<typeof Keys>

/** The keys in `DATA_DIR/keys.json`, made at random at the first start and readable by the owner alone. */
export function supabaseKeys(dataDir: string): SupabaseKeys {
  const file = join(dataDir, 'keys.json')
  if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, 'utf8')))
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const random = () => randomBytes(32).toString('base64url')
  const keys = { publishable: `sb_publishable_${random()}`, secret: `sb_secret_${random()}`, jwt: random() }
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  chmodSync(file, 0o600)
  return keys
}
