import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { log } from '#app/platform/log.server.ts'
import { isUuid } from '../protocol.ts'
import { StoreError, type Append } from './chapter-store.ts'

const Line = z.object({
  chapter: z.string().refine(isUuid),
  person: z.string().refine(isUuid).nullable(),
  update: z.base64(),
})

/** The largest call of `append`; a larger change is stored alone. */
const BATCH_BYTES = 1024 * 1024
const BATCH_ROWS = 200

type AppendAll = (entries: Append[]) => Promise<unknown>

export type Spool = {
  /** Writes changes to disk. When this resolves they survive a power cut. */
  write(entries: Append[]): Promise<void>
  /**
   * Stores all spooled changes with `append`, oldest file first, and removes each file when it is stored. Changes that the
   * database refuses go to `takeBack`, or else to a separate file, and do not stop the rest. Rejects when the database is away;
   * remaining files stay on disk. Returns how many changes were stored.
   */
  replay(append: AppendAll, takeBack?: (entries: Append[]) => void): Promise<number>
  /** How many changes are set aside: refused by the database and kept on disk. */
  setAside(): Promise<number>
}

/**
 * Keeps changes on disk that could not be stored yet. Each write makes one file, which is complete or does not exist.
 */
export function openSpool(folder: string, { batchBytes = BATCH_BYTES } = {}): Spool {
  const aside = join(folder, 'set-aside')

  /** Stores entries in order. Returns those that the database refuses even one at a time. */
  async function store(entries: Append[], append: AppendAll): Promise<Append[]> {
    try {
      await append(entries)
      return []
    } catch (error) {
      if (!(error instanceof StoreError) || error.away) throw error
      if (entries.length > 1) {
        const half = entries.length >> 1
        return [
          ...(await store(entries.slice(0, half), append)),
          ...(await store(entries.slice(half), append)),
        ]
      }
      // If an empty call fails too, the cause is not this change but, say, a wrong key or a missing migration.
      await append([])
      log.error({ err: error, chapter: entries[0]!.chapter }, 'the database refuses a spooled change')
      return entries
    }
  }

  async function replayFile(name: string, append: AppendAll, takeBack?: (entries: Append[]) => void) {
    const path = join(folder, name)
    const text = await readFile(path, 'utf8').catch(ignoreMissing)
    if (text === undefined) return 0
    const lines = text.split('\n').filter(Boolean)
    const read = lines.map(entryOf)
    const unreadable = lines.filter((_, i) => !read[i])
    const entries = read.filter((entry) => entry !== null)
    const refused: Append[] = []
    for (const batch of batches(entries, batchBytes)) refused.push(...(await store(batch, append)))
    const kept = takeBack ? unreadable : [...unreadable, ...refused.map(lineOf)]
    if (kept.length > 0) {
      await writeSafely(aside, name, kept)
      log.error(
        { changes: kept.length, file: join(aside, name) },
        'spooled changes were set aside because the database refuses them',
      )
    }
    takeBack?.(refused)
    // Another process may have replayed the same file. That does no harm: the changes are idempotent.
    await unlink(path).catch(ignoreMissing)
    return entries.length - refused.length
  }

  return {
    async write(entries) {
      if (entries.length === 0) return
      const name = `${Date.now().toString().padStart(15, '0')}-${randomUUID()}.spool`
      await writeSafely(folder, name, entries.map(lineOf))
    },
    async replay(append, takeBack) {
      let stored = 0
      for (const name of await spooled(folder)) stored += await replayFile(name, append, takeBack)
      return stored
    },
    async setAside() {
      let lines = 0
      for (const name of await spooled(aside)) {
        const text = (await readFile(join(aside, name), 'utf8').catch(ignoreMissing)) ?? ''
        lines += text.split('\n').filter(Boolean).length
      }
      return lines
    },
  }
}

function lineOf({ chapter, person, update }: Append): string {
  return JSON.stringify({ chapter, person, update: Buffer.from(update).toString('base64') })
}

function entryOf(line: string): Append | null {
  try {
    const { chapter, person, update } = Line.parse(JSON.parse(line))
    return { chapter, person, update: new Uint8Array(Buffer.from(update, 'base64')) }
  } catch {
    return null
  }
}

function* batches(entries: Append[], batchBytes: number): Generator<Append[]> {
  let batch: Append[] = []
  let bytes = 0
  for (const entry of entries) {
    if (batch.length > 0 && (batch.length >= BATCH_ROWS || bytes + entry.update.length > batchBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += entry.update.length
  }
  if (batch.length > 0) yield batch
}

async function writeSafely(folder: string, name: string, lines: string[]) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = join(folder, `${name}.${randomUUID()}.part`)
  const file = await open(part, 'wx', 0o600)
  try {
    await file.writeFile(`${lines.join('\n')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, join(folder, name))
  await syncFolder(folder)
}

async function spooled(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  return names.filter((name) => name.endsWith('.spool')).sort()
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function syncFolder(folder: string) {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => {})
  await handle.close()
}
