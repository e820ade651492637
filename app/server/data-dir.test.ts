import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDir } from './data-dir.ts'

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

/** A program that does nothing; `name` stands among its arguments. Its number is on the note. */
async function noted(name: string): Promise<number> {
  running = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)', name])
  await once(running.stdout!, 'data')
  writeFileSync(note(), String(running.pid))
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
