import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doOnce, takeNote } from './pid-note.ts'
import { notedProcess } from './testing/noted-process.ts'

let folder: string
let other: ChildProcess
let done: boolean
let works: number
const note = () => join(folder, 'note')
const work = {
  isDone: () => done,
  work: async () => {
    works += 1
    done = true
  },
}

/** Another process is at the same work. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-note-'))
  other = await notedProcess(note(), 'a-builder')
  done = false
  works = 0
})
afterEach(() => {
  other.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('what another process is doing is waited for, and not done a second time', async () => {
  const ended = doOnce(note(), /a-builder/, work)
  await pause(250)
  expect(works).toBe(0)
  done = true
  rmSync(note())
  await ended
  expect(works).toBe(0)
})

test('what another process left undone when it was killed is done here', async () => {
  const ended = doOnce(note(), /a-builder/, work)
  await pause(150)
  expect(works).toBe(0)
  other.kill('SIGKILL')
  await ended
  expect(works).toBe(1)
  expect(existsSync(note())).toBe(false)
})

test('work that fails is told to who asked for it, and the next one may try', async () => {
  other.kill('SIGKILL')
  await once(other, 'exit')
  const fails = { isDone: () => done, work: () => Promise.reject(new Error('no room on the disk')) }
  await expect(doOnce(note(), /a-builder/, fails)).rejects.toThrow('no room on the disk')
  await doOnce(note(), /a-builder/, work)
  expect(works).toBe(1)
})

test('work that takes the note away, as one that empties the folder does, is not called done', async () => {
  other.kill('SIGKILL')
  await once(other, 'exit')
  const emptying = { isDone: () => done, work: async () => rmSync(note()) }
  await expect(doOnce(note(), /a-builder/, emptying)).rejects.toThrow('went away')
})

test('of many that find again and again the note of one who is gone, one takes it at a time', async () => {
  other.kill('SIGKILL')
  await once(other, 'exit')
  const inside = join(folder, 'inside')
  const program = `
    import { renameSync, rmSync, writeFileSync } from 'node:fs'
    import { takeNote } from '${pathToFileURL('app/server/pid-note.ts')}'
    const [, , note, inside] = process.argv
    for (let turns = 0; turns < 300; ) {
      if (takeNote(note, /a-builder/) !== null) continue
      writeFileSync(inside, '', { flag: 'wx' })
      writeFileSync(inside, '${other.pid}')
      renameSync(inside, note)
      turns += 1
    }`
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const one = spawn(process.execPath, ['--input-type=module', '-e', program, 'a-builder', note(), inside])
      let said = ''
      one.stderr.on('data', (chunk) => (said += chunk))
      const [code] = await once(one, 'exit')
      return said || code
    }),
  )
  expect(codes).toEqual([0, 0, 0, 0])
  expect(takeNote(note(), /a-builder/)).toBe(null)
})

test('who was killed while removing a note leaves it to be removed by the next', async () => {
  other.kill('SIGKILL')
  await once(other, 'exit')
  writeFileSync(note(), String(other.pid))
  writeFileSync(`${note()}.removal`, String(other.pid))
  expect(takeNote(note(), /a-builder/)).toBe(null)
  expect(readdirSync(folder)).toEqual(['note'])
})
