import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spoolIn } from './spool.ts'
import type { Append } from './store.ts'

const chapter = '0198c0de-0000-7000-8000-000000000001'
const entry = (n: number): Append => ({ chapter, person: null, update: new Uint8Array([n, 0, 255]) })
let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'spool-'))))
afterEach(() => rm(folder, { recursive: true }))

test('what was spooled comes back once, in order', async () => {
  const spool = spoolIn(join(folder, 'spool'))
  await spool.write([entry(1), entry(2)])
  await spool.write([entry(3)])
  const found: Append[] = []
  expect(await spool.replay(async (entries) => found.push(...entries))).toBe(3)
  expect(found).toEqual([entry(1), entry(2), entry(3)])
  expect(await spool.replay(() => Promise.reject(new Error('nothing is left')))).toBe(0)
})

test('a file stays until all of it was taken', async () => {
  const spool = spoolIn(folder)
  await spool.write([entry(1)])
  await expect(spool.replay(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await spool.replay(async () => {})).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('a file that was never finished is not read', async () => {
  await writeFile(join(folder, '1.part'), '{"chapter":')
  expect(await spoolIn(folder).replay(async () => {})).toBe(0)
})

test('without a folder there is nothing to replay', async () => {
  expect(await spoolIn(join(folder, 'none')).replay(async () => {})).toBe(0)
})
