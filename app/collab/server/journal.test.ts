import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { memoryStore } from '../testing/memory-store.ts'
import { openJournal, type Receipt } from './journal.ts'
import { openSpool, type Spool } from './spool.ts'
import type { Append } from './chapter-store.ts'

const [a, b] = ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'] as const

const ada = '0198c0de-0000-7000-8000-00000000000a'

function scene(mostBytes?: number, onDisk?: Spool) {
  const { store, control } = memoryStore([a, b])
  const spooled: Append[] = []
  const reports: string[] = []
  const take = (chapter: string): Receipt => ({
    committed: () => reports.push(`committed ${chapter.at(-1)}`),
    returned: () => reports.push(`returned ${chapter.at(-1)}`),
    gone: () => reports.push(`gone ${chapter.at(-1)}`),
  })
  const spool: Spool = onDisk ?? {
    write: async (entries: Append[]) => void spooled.push(...entries),
    replay: async (append: (entries: Append[]) => Promise<unknown>) => {
      await append(spooled)
      return spooled.splice(0).length
    },
    setAside: async () => 0,
  }
  const waits: number[] = []
  const wait = (ms: number) => {
    waits.push(ms)
    return new Promise<void>((resolve) => setImmediate(resolve))
  }
  const journal = openJournal({ store, spool, take, wait, ...(mostBytes && { mostBytes }) })
  return { journal, control, reports, spooled, waits }
}

const doc = new Y.Doc()
function keystroke(text: string): Uint8Array {
  let update = new Uint8Array()
  doc.once('update', (bytes: Uint8Array) => (update = new Uint8Array(bytes)))
  doc.getText('t').insert(doc.getText('t').length, text)
  return update
}
const textIn = (rows: { update: Uint8Array }[]) => {
  const replayed = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(replayed, update)
  return replayed.getText('t').toString()
}

test('there is one commit at a time for all chapters, and the next one takes all changes made meanwhile', async () => {
  const { journal, control } = scene()
  let open = () => {}
  control.gate = new Promise((resolve) => (open = resolve))
  const before = doc.getText('t').length
  journal.add(a, 'ada', keystroke('1'))
  await vi.waitFor(() => expect(control.calls).toBe(1))
  for (const text of ['2', '3', '4']) journal.add(a, 'ada', keystroke(text))
  journal.add(b, 'bob', keystroke('5'))
  open()
  await journal.settled()
  expect(control.calls).toBe(2)
  expect(control.chapters.get(a)!.rows).toHaveLength(2)
  const rows = [...control.chapters.get(a)!.rows, ...control.chapters.get(b)!.rows]
  expect(before).toBe(0)
  expect(textIn(rows)).toBe('12345')
})

test('the first change is stored at once; the next commit waits for a moment', async () => {
  const { journal, control, waits } = scene()
  journal.add(a, 'ada', keystroke('1'))
  await journal.settled()
  expect(waits).toEqual([])
  journal.add(a, 'ada', keystroke('2'))
  await journal.settled()
  expect(control.calls).toBe(2)
  expect(waits).toHaveLength(1)
  expect(waits[0]).toBeGreaterThan(0)
  expect(waits[0]).toBeLessThanOrEqual(60)
})

test('a failed commit is tried again until it succeeds, and is not reported as committed before', async () => {
  const { journal, control, reports } = scene()
  control.failing = 'away'
  journal.add(a, 'ada', keystroke('x'))
  await vi.waitFor(() => expect(control.calls).toBeGreaterThan(3))
  expect(reports.slice(0, 2)).toEqual(['returned 1', 'returned 1'])
  expect(reports).not.toContain('committed 1')
  expect(journal.holds(a)).toBe(true)
  control.failing = null
  await journal.settled()
  expect(reports.at(-1)).toBe('committed 1')
  expect(journal.holds(a)).toBe(false)
  expect(control.chapters.get(a)!.rows).toHaveLength(1)
})

test('a chapter whose changes the database refuses does not delay the others', async () => {
  const { journal, control, reports } = scene()
  control.poisoned = a
  journal.add(a, 'ada', keystroke('x'))
  journal.add(b, 'bob', keystroke('y'))
  await vi.waitFor(() => expect(reports).toContain('committed 2'))
  expect(journal.holds(a)).toBe(true)
  expect(await journal.close(0)).toBe(1)
})

test('changes to a deleted chapter are dropped and reported', async () => {
  const { journal, control, reports } = scene()
  control.chapters.delete(a)
  journal.add(a, 'ada', keystroke('x'))
  journal.add(b, 'ada', keystroke('y'))
  await journal.settled()
  expect(reports.sort()).toEqual(['committed 2', 'gone 1'])
})

test('when the database is away on closing, everything is spooled, the commit under way included', async () => {
  const { journal, control, spooled } = scene()
  let open = () => {}
  control.gate = new Promise((resolve) => (open = resolve))
  journal.add(a, 'ada', keystroke('x'))
  await vi.waitFor(() => expect(control.calls).toBe(1))
  journal.add(b, 'ada', keystroke('y'))
  expect(await journal.close(5)).toBe(2)
  expect(spooled.map((one) => one.chapter)).toEqual([a, b])
  open()
})

test('while the database is away memory stays bounded: the rest is spooled and stored later', async () => {
  const { journal, control, reports, spooled } = scene(100)
  control.failing = 'away'
  journal.add(a, 'ada', keystroke('x'))
  await vi.waitFor(() => expect(control.calls).toBeGreaterThan(1))
  for (let i = 0; i < 20; i += 1) journal.add(a, 'ada', keystroke('long enough to matter'))
  await vi.waitFor(() => expect(spooled.length).toBeGreaterThan(0))
  expect(journal.holds(a)).toBe(true)
  control.failing = null
  await journal.settled()
  expect(journal.holds(a)).toBe(false)
  expect(reports.at(-1)).toBe('committed 1')
  expect(spooled).toEqual([])
})

test('spooled changes that the database refuses are queued in memory again, and not reported as stored', async () => {
  const slow = { timeout: 20_000 }
  const folder = await mkdtemp(join(tmpdir(), 'journal-'))
  const { journal, control, reports } = scene(100, openSpool(folder))
  control.failing = 'away'
  journal.add(b, ada, keystroke('x'))
  await vi.waitFor(() => expect(control.calls).toBeGreaterThan(1))
  journal.add(b, ada, keystroke('y'))
  journal.add(a, ada, keystroke('z'.repeat(200)))
  await vi.waitFor(async () => expect(String(await readdir(folder))).toMatch(/spool$/), slow)
  control.poisoned = a
  control.failing = null
  await vi.waitFor(() => expect(reports).toContain('returned 1'), slow)
  expect(reports).not.toContain('committed 1')
  expect(journal.holds(a)).toBe(true)
  expect(await journal.close(0)).toBe(1)
  await rm(folder, { recursive: true })
})
