import { expect, test, vi } from 'vitest'
import { log } from '#app/platform/log.server.ts'
import { startScribe } from './scribe.ts'
import { StoreError } from './store.ts'

test('a chapter that cannot be folded is set aside for longer each time and told; the others go on', async () => {
  const errors = vi.spyOn(log, 'error').mockImplementation(() => {})
  let time = 0
  const folded: string[] = []
  const noted: string[] = []
  const fold = async (chapter: string) => {
    folded.push(chapter)
    if (chapter === 'broken') throw new StoreError('the scribe thread ended', false)
    return { kind: 'nothing' as const }
  }
  const shelves = { all: () => [].values(), at: () => undefined }
  const noteFault = async (chapter: string, reason: string) => void noted.push(`${chapter}: ${reason}`)
  const scribe = startScribe({ fold }, shelves, { noteFault }, () => time)
  async function after(ms: number) {
    time += ms
    folded.length = 0
    for (const chapter of ['broken', 'whole']) scribe.ask(chapter)
    await vi.waitFor(() => expect([folded.includes('whole'), scribe.stats().waiting]).toEqual([true, 0]))
    return [...folded]
  }
  expect(await after(0)).toEqual(['broken', 'whole'])
  expect(await after(29_000)).toEqual(['whole'])
  expect(await after(2_000)).toEqual(['broken', 'whole'])
  expect(await after(59_000)).toEqual(['whole'])
  expect(await after(2_000)).toEqual(['broken', 'whole'])
  expect(await after(4 * 3_600_000)).toEqual(['broken', 'whole'])
  expect(noted).toEqual(Array.from({ length: 4 }, () => 'broken: the scribe thread ended'))
  expect(errors).toHaveBeenCalledTimes(4)
  await scribe.stop()
  errors.mockRestore()
})
