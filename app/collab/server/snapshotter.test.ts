import { expect, test, vi } from 'vitest'
import { log } from '#app/platform/log.server.ts'
import { startSnapshotter } from './snapshotter.ts'
import { StoreError } from './chapter-store.ts'

test('a chapter whose snapshot fails is retried after a growing pause and reported; the others go on', async () => {
  const errors = vi.spyOn(log, 'error').mockImplementation(() => {})
  let time = 0
  const tried: string[] = []
  const noted: string[] = []
  const makeSnapshot = async (chapter: string) => {
    tried.push(chapter)
    if (chapter === 'broken') throw new StoreError('the snapshot thread ended', false)
    return { kind: 'nothing' as const }
  }
  const cachedDocuments = { all: () => [].values(), at: () => undefined }
  const noteFault = async (chapter: string, reason: string) => void noted.push(`${chapter}: ${reason}`)
  const snapshotter = startSnapshotter({ makeSnapshot }, cachedDocuments, { noteFault }, () => time)
  async function after(ms: number) {
    time += ms
    tried.length = 0
    for (const chapter of ['broken', 'whole']) snapshotter.ask(chapter)
    await vi.waitFor(() => expect([tried.includes('whole'), snapshotter.stats().waiting]).toEqual([true, 0]))
    return [...tried]
  }
  expect(await after(0)).toEqual(['broken', 'whole'])
  expect(await after(29_000)).toEqual(['whole'])
  expect(await after(2_000)).toEqual(['broken', 'whole'])
  expect(await after(59_000)).toEqual(['whole'])
  expect(await after(2_000)).toEqual(['broken', 'whole'])
  expect(await after(4 * 3_600_000)).toEqual(['broken', 'whole'])
  expect(noted).toEqual(Array.from({ length: 4 }, () => 'broken: the snapshot thread ended'))
  expect(errors).toHaveBeenCalledTimes(4)
  await snapshotter.stop()
  errors.mockRestore()
})
