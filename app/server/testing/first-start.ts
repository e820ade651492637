/** Starts the portal, or with `database` that alone, on the folder DATA_DIR and stops it: what a first start leaves is there then. */
import { startPortal } from '../main.ts'
import { startEmbeddedSupabase } from '../supabase-process.ts'

const started = process.argv[2] === 'database' ? await startEmbeddedSupabase() : await startPortal()
await started.stop()
process.exit(0)
