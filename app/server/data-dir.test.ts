import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDir } from './data-dir.ts'
import { notedProcess } from './testing/noted-process.ts'

let dataDir: string
let running: ChildProcess | undefined
const note = () => join(dataDir, 'portal.pid')

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-held-'))
})
afterEach(() => {
  running?.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

async function noted(name: string): Promise<number> {
  running = await notedProcess(note(), name)
  return running.pid!
}

test('a second portal is refused with the number of the first', async () => {
  const pid = await noted('/srv/portal/app/server/start.ts')
  await expect(holdDataDir(dataDir)).rejects.toThrow(`Another portal (process ${pid})`)
  expect(readFileSync(note(), 'utf8')).toBe(String(pid))
})

test('a stranger that has the number of a killed portal by now does not stop the next start', async () => {
  await noted('/usr/bin/something-else')
  const release = await holdDataDir(dataDir)
  expect(readFileSync(note(), 'utf8')).toBe(String(process.pid))
  await release()
  expect(existsSync(note())).toBe(false)
})

test('the note of a portal that is gone, or that was never finished, is written anew', async () => {
  for (const left of ['2147483646', '']) {
    writeFileSync(note(), left)
    await (
      await holdDataDir(dataDir)
    )()
  }
})
