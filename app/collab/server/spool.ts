import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isUuid } from '../protocol.ts'
import type { Append } from './store.ts'

const Line = z.object({
  chapter: z.string().refine(isUuid),
  person: z.string().refine(isUuid).nullable(),
  update: z.base64(),
})

export type Spool = {
  /** Puts changes on disk: when this resolves they survive a power cut. */
  write(entries: Append[]): Promise<void>
  /**
   * Hands every spooled change to `append`, file by file, oldest first, and removes a file once it was taken.
   * Rejects as soon as `append` does; what is left stays on disk. Returns how many changes were taken.
   */
  replay(append: (entries: Append[]) => Promise<unknown>): Promise<number>
}

/** The folder where changes wait that could not be stored: one file a write, complete or not there at all. */
export function spoolIn(folder: string): Spool {
  return {
    async write(entries) {
      if (entries.length === 0) return
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = join(folder, `${Date.now().toString().padStart(15, '0')}-${randomUUID()}`)
      const lines = entries.map(({ chapter, person, update }) =>
        JSON.stringify({ chapter, person, update: Buffer.from(update).toString('base64') }),
      )
      const file = await open(`${name}.part`, 'wx', 0o600)
      try {
        await file.writeFile(`${lines.join('\n')}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${name}.part`, `${name}.spool`)
      await syncFolder(folder)
    },
    async replay(append) {
      let taken = 0
      for (const name of await spooled(folder)) {
        const path = join(folder, name)
        const text = await readFile(path, 'utf8').catch(ignoreMissing)
        if (text === undefined) continue
        const entries = text
          .split('\n')
          .filter(Boolean)
          .map((line) => Line.parse(JSON.parse(line)))
          .map((line) => ({ ...line, update: new Uint8Array(Buffer.from(line.update, 'base64')) }))
        for (let i = 0; i < entries.length; i += 200) await append(entries.slice(i, i + 200))
        // Another process may have replayed the same file: the changes are idempotent.
        await unlink(path).catch(ignoreMissing)
        taken += entries.length
      }
      return taken
    },
  }
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
