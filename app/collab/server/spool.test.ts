import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSpool } from './spool.ts'
import { StoreError, type Append } from './chapter-store.ts'

const chapter = '0198c0de-0000-7000-8000-000000000001'
const entry = (n: number): Append => ({ chapter, person: null, update: new Uint8Array([n, 0, 255]) })
let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'spool-'))))
afterEach(() => rm(folder, { recursive: true }))

test('spooled changes are replayed once, in order', async () => {
  const spool = openSpool(join(folder, 'spool'))
  await spool.write([entry(1), entry(2)])
  await spool.write([entry(3)])
  const found: Append[] = []
  expect(await spool.replay(async (entries) => found.push(...entries))).toBe(3)
  expect(found).toEqual([entry(1), entry(2), entry(3)])
  expect(await spool.replay(() => Promise.reject(new Error('nothing is left')))).toBe(0)
})

test('a file stays until all of it is stored', async () => {
  const spool = openSpool(folder)
  await spool.write([entry(1)])
  await expect(spool.replay(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await spool.replay(async () => {})).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('an unfinished file is not read', async () => {
  await writeFile(join(folder, '1.part'), '{"chapter":')
  expect(await openSpool(folder).replay(async () => {})).toBe(0)
})

test('without a folder there is nothing to replay', async () => {
  expect(await openSpool(join(folder, 'none')).replay(async () => {})).toBe(0)
})

test('changes that the database refuses are set aside on disk, and the rest is stored in order', async () => {
  const spool = openSpool(folder)
  await spool.write([1, 2, 3, 4, 5].map(entry))
  await writeFile(join(folder, '2.spool'), 'no JSON\n')
  const stored: number[] = []
  const append = async (entries: Append[]) => {
    if (entries.some(({ update }) => update[0] === 3)) throw new StoreError('refused', false)
    stored.push(...entries.map(({ update }) => update[0]!))
  }
  expect(await spool.replay(append)).toBe(4)
  expect(stored).toEqual([1, 2, 4, 5])
  expect(await spool.setAside()).toBe(2)
  // Nothing is left that would stop the next start; what was set aside can be handed in again under its own name.
  expect(await spool.replay(() => Promise.reject(new Error('nothing is left')))).toBe(0)
  const [name] = (await readdir(join(folder, 'set-aside'))).filter((file) => file !== '2.spool')
  await rename(join(folder, 'set-aside', name!), join(folder, name!))
  const found: Append[] = []
  expect(await spool.replay(async (entries) => found.push(...entries))).toBe(1)
  expect(found).toEqual([entry(3)])
})

test('when the database refuses everything, nothing is set aside', async () => {
  const spool = openSpool(folder)
  await spool.write([entry(1)])
  await expect(spool.replay(() => Promise.reject(new StoreError('a wrong key', false)))).rejects.toThrow(
    'key',
  )
  expect(await spool.setAside()).toBe(0)
  expect(await spool.replay(async () => {})).toBe(1)
})

test('a call stores no more bytes than a batch may have, and a large change is stored alone', async () => {
  const spool = openSpool(folder, { batchBytes: 10 })
  const large = { ...entry(4), update: new Uint8Array(30) }
  await spool.write([entry(1), entry(2), entry(3), large, entry(5)])
  const sizes: number[] = []
  await spool.replay(async (entries) => sizes.push(entries.reduce((sum, one) => sum + one.update.length, 0)))
  expect(sizes).toEqual([9, 30, 3])
})
