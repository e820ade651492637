import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf, sources } from '#app/server/build.ts'

const shelf = join('node_modules', '.cache', 'demo-folders')
const begins = 'begun-'

/**
 * A data folder of its own with the demo alliance in it, as a first start leaves it. `firstStart` makes the one that all
 * others are copied from: once for each state of the sources, and each day anew, since the demo's dates count from today.
 */
export async function demoFolder(firstStart: (folder: string) => Promise<void>): Promise<string> {
  const name = `${new Date().toISOString().slice(0, 10)}-${fingerprintOf([...sources, 'supabase'])}`
  if (!existsSync(join(shelf, name))) await make(name, firstStart)
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  cpSync(join(shelf, name), folder, { recursive: true })
  return folder
}

/** Two workers may make it at the same time: each in a place of its own, and the first to finish gives it the name. */
async function make(name: string, firstStart: (folder: string) => Promise<void>): Promise<void> {
  mkdirSync(shelf, { recursive: true })
  const begun = mkdtempSync(join(shelf, begins))
  await firstStart(begun)
  try {
    renameSync(begun, join(shelf, name))
  } catch (error) {
    if (!existsSync(join(shelf, name))) throw error
    rmSync(begun, { recursive: true })
  }
  for (const old of readdirSync(shelf))
    if (old !== name && !old.startsWith(begins)) rmSync(join(shelf, old), { recursive: true, force: true })
}
