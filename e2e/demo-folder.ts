import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf, sources } from '#app/server/build.ts'

const shelf = join('node_modules', '.cache', 'demo-folders')

/**
 * A data folder of its own with the demo alliance in it, as a first start leaves it. `firstStart` makes the one that all
 * others are copied from: once for each state of the sources, and each day anew, since the demo's dates count from today.
 */
export async function demoFolder(firstStart: (folder: string) => Promise<void>): Promise<string> {
  const made = join(
    shelf,
    `${new Date().toISOString().slice(0, 10)}-${fingerprintOf([...sources, 'supabase'])}`,
  )
  if (!existsSync(made)) {
    rmSync(shelf, { recursive: true, force: true })
    mkdirSync(shelf, { recursive: true })
    const begun = mkdtempSync(join(shelf, 'begun-'))
    await firstStart(begun)
    renameSync(begun, made)
  }
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  cpSync(made, folder, { recursive: true })
  return folder
}
