import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Holds the data directory for this process alone; two portals over the same files would spoil them. */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = join(dataDir, 'portal.pid')
  const take = () => writeFileSync(lock, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const holder = Number(readFileSync(lock, 'utf8'))
    if (holder !== process.pid && isAlive(holder)) {
      throw new Error(
        `Another portal (process ${holder}) already uses ${dataDir}: stop it, or set DATA_DIR to another folder.`,
      )
    }
    rmSync(lock, { force: true })
    take()
  }
  return async () => rmSync(lock, { force: true })
}

function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
